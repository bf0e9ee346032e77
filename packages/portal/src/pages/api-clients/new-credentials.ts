import type { Credentials } from './queries.ts'

/** New credentials, between the form that creates them and the page that shows them. */
export interface NewCredentials extends Credentials {
  name: string
  /** Until when the former secret works, where there was one */
  formerSecretExpiresAt?: string | null
}

// Only in this page's memory: not in the history, in storage or in the query cache. A reload discards it.
let current: NewCredentials | undefined

export function keepNewCredentials(credentials: NewCredentials): void {
  current = credentials
}

export const newCredentialsOf = (key: string): NewCredentials | undefined =>
  current?.key === key ? current : undefined

export function discardNewCredentials(): void {
  current = undefined
}
