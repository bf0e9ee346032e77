/** GET /portal/session */
export interface PortalSession {
  user: { key: string; name: string | null; email: string | null; photoUrl: string | null }
  organization: { key: string; name: string }
  /** The member's permissions now, with those that they include */
  permissions: HeldPermission[]
  /** `idleMinutes`: after so long without a request it ends earlier; null: it does not */
  session: { key: string; expiresAt: string; idleMinutes: number | null; method: SignInMethod }
  csrfToken: string
}

/** A permission of the member, and where it holds: 'all' for the whole organization */
export interface HeldPermission {
  name: string
  environments: 'all' | string[]
  portfolios: string[]
  assets: { key: string; environments: 'all' | string[] }[]
}

export type SignInMethod = 'password' | 'password+totp' | 'passkey' | 'external' | 'external+totp' | 'external+mfa'
