import type { Creator } from '../permissions/creator.ts'

/** A secret as it is stored */
export interface StoredSecret {
  key: string
  /** Keyed */
  hash: string
  lastFour: string
  expiresAt: string
  createdAt: string
  /** Null for one that was made before this was recorded */
  createdBy: Creator | null
  /** The newest one; the others are former ones in their overlap */
  isCurrent: boolean
  /** Null while nobody has proven to have received it */
  usedAt: string | null
  /** When somebody last authenticated with it, to a minute; null where nobody has, or did before this was recorded */
  lastUsedAt: string | null
}

/** The newest secret of a client that expires soon, without a reminder so far. */
export interface ExpiringSecret {
  organizationKey: string
  key: string
  clientKey: string
  clientName: string
  expiresAt: string
  /** Whether the client is in use and wants a reminder */
  isToBeTold: boolean
}
