import type { RelyingPartyCredentials } from './queries.ts'

/** A new secret, between the form that makes it and the page that shows it. */
export interface NewSecret extends Pick<RelyingPartyCredentials, 'key' | 'clientId'> {
  name: string
  clientSecret: string
  secretExpiresAt: string | null
  /** Until when the former secret works, where there was one */
  formerSecretExpiresAt?: string | null
}

// Only in this page's memory: not in the history, in storage or in the query cache. A reload discards it.
let current: NewSecret | undefined

export function keepNewSecret(secret: NewSecret): void {
  current = secret
}

export const newSecretOf = (key: string): NewSecret | undefined => (current?.key === key ? current : undefined)

export function discardNewSecret(): void {
  current = undefined
}
