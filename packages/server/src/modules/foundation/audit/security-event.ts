import type { Actor } from '../permissions/principal.ts'

/** What failed, by the actions of the audit trail */
type FailedAction =
  | 'user.sign-in-failed'
  | 'user.password-reset-failed'
  | 'user.registration-failed'
  | 'api-client.authentication-failed'
  | 'request.refused'

/** Something that was tried and failed, or was refused. Nothing in it is what an anonymous caller sent. */
export interface SecurityEvent {
  organizationKey: string
  action: FailedAction
  /** Whom or what it was tried for. What does not exist has the key `unknown` and no name. */
  entity: { type: 'user' | 'api-client' | 'operation'; key: string; name: string | null }
  /**
   * Tells unknown ones from each other while they are counted, and is never stored. So an unknown user takes the same
   * work, and as many entries, as a known one.
   */
  typed?: string
  /** Keys in the path of what was refused. Those that the trail knows are stored, with the names that they have there. */
  triedKeys?: readonly string[]
  /** Who did it, where that was proven */
  actor?: Pick<Actor, 'type' | 'key' | 'name'>
  source: Pick<Actor, 'address' | 'traceId'>
  /** What was wrong, in words of our own */
  details: Readonly<Record<string, string>>
}

/** Whom nothing is known of but where the request came from */
export const anonymous = { type: 'anonymous', key: null, name: 'Anonymous' } as const
