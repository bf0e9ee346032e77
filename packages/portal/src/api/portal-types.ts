// The answers of the endpoints under /portal. Only the portal uses them, so no API document describes them.

/** GET /portal/state */
export interface PortalState {
  organizationName: string
  /** False until the first administrator exists */
  isSetUp: boolean
  version: string
}

/** GET /portal/session */
export interface PortalSession {
  user: { key: string; name: string | null; email: string | null; photoUrl: string | null }
  organization: { key: string; name: string }
  /** The member's permissions now, with those that they include */
  permissions: { name: string; environments: 'all' | string[] }[]
  session: { key: string; expiresAt: string; method: SignInMethod }
  csrfToken: string
}

export type SignInMethod = 'password' | 'password+totp' | 'passkey'

/** GET /portal/interactions/{uid} */
export interface Interaction {
  step: 'password' | 'code'
  organizationName: string
  email?: string
}

/** POST /portal/interactions/{uid}/…: the next step, or where to redirect the browser */
export type SignInAnswer = { step: 'code'; redirectTo?: undefined } | { step?: undefined; redirectTo: string }

/** POST /portal/invitation/read */
export interface InvitationFacts {
  email: string | null
  name: string | null
  organizationName: string
  expiresAt: string
}

/** One entry of GET /portal/account/sessions */
export interface OwnSession {
  key: string
  method: SignInMethod
  address: string | null
  userAgent: string | null
  createdAt: string
  /** Exact to five minutes */
  lastSeenAt: string
  expiresAt: string
  isCurrent: boolean
}

/** One entry of GET /portal/account/passkeys */
export interface OwnPasskey {
  key: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}

/** GET /portal/account/authenticator */
export interface AuthenticatorState {
  isConfirmed: boolean
  confirmedAt: string | null
  recoveryCodesLeft: number
}
