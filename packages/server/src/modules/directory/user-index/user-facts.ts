/** What a list may ask of a user, read from the tables. Texts are as `packedRows` has them: a character for each byte. */
export interface UserFacts {
  key: string
  /** In the order in which lists are sorted */
  status: number
  /** Milliseconds since 1970; `never` before the first sign-in */
  lastLogin: number
  /** Milliseconds since 1970 */
  created: number
  /** Null without an e-mail */
  domain: string | null
  /** Name and e-mail, each folded and ended */
  text: string
  /** Those that are not the e-mail, each folded and ended */
  usernames: string
  /** What the user is linked to: see `LinkKind` */
  links: string[]
  /** Organization roles that begin or end */
  timedRoles: TimedRole[]
}

export interface TimedRole {
  /** A link */
  role: string
  start: string | null
  end: string | null
}

/** A link is one of these letters, followed by the key of a role, a group, an environment or an organization role. */
export type LinkKind = 'R' | 'A' | 'M' | 'E' | 'O'

/** Before all times */
export const never = Number.NEGATIVE_INFINITY

/** In the order of their texts */
export const statuses = ['Active', 'Inactive', 'Invited', 'PendingRegistration'] as const
