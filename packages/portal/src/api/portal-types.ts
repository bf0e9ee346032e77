// What the endpoints under /portal answer. They belong to these pages alone, so no API document describes them.

/** GET /portal/state */
export interface PortalState {
  organizationName: string
  /** False until the first administrator exists */
  isSetUp: boolean
  version: string
}

/** GET /portal/session */
export interface PortalSession {
  user: { key: string; name: string; email: string | null; photoUrl: string | null }
  organization: { key: string; name: string }
  /** Everything that the member may do now, with what the permissions bring along */
  permissions: { name: string; environments: 'all' | string[] }[]
  session: { key: string; expiresAt: string; method: SignInMethod }
  csrfToken: string
}

export type SignInMethod = 'password' | 'password-and-code' | 'passkey' | (string & {})
