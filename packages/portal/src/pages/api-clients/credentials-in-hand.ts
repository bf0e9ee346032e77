import type { Credentials } from './api-client-queries.ts'

/** New credentials, on their way from the form that made them to the page that shows them. */
export interface CredentialsInHand extends Credentials {
  name: string
  /** Until when the former secret works, where there was one */
  formerUntil?: string
}

// In this page's memory and nowhere else: not in the history, not in storage, not in the cache of what was asked. A
// reload forgets it.
let inHand: CredentialsInHand | undefined

export function takeInHand(credentials: CredentialsInHand): void {
  inHand = credentials
}

export const inHandOf = (key: string): CredentialsInHand | undefined => (inHand?.key === key ? inHand : undefined)

export function letGo(): void {
  inHand = undefined
}
