/** A new secret of a client, between the form that makes it and the page that shows it. */
export interface NewSecret {
  /** Of the client */
  key: string
  /** The client's */
  name: string
  clientId: string
  clientSecret: string
  secretExpiresAt: string
  /** Until when the former secret works, where there was one */
  formerSecretExpiresAt?: string | null
}

// Only in this page's memory: not in the history, in storage or in the query cache. A reload discards it.
let current: NewSecret | undefined

export function keepNewSecret(secret: NewSecret): void {
  current = secret
}

/** @param key of the client */
export const newSecretOf = (key: string): NewSecret | undefined => (current?.key === key ? current : undefined)

export function discardNewSecret(): void {
  current = undefined
}
