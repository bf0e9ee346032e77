import type { OwnLimits } from '../rate-limits/own-limits.ts'

export interface Organization {
  key: string
  name: string
  /** Null: reached by the host of the public URL */
  domain: string | null
  createdAt: string
  ownLimits: OwnLimits
  /** Whose pages may read what the APIs answer */
  browserOrigins: string[]
}
