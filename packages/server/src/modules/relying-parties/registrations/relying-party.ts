import type { ClientJwks } from '../../foundation/client-keys/client-jwks.ts'
import type { KeyOrigin } from '../../foundation/client-keys/key-origins.ts'
import type { Creator } from '../../foundation/permissions/creator.ts'

export const relyingPartyTypes = ['web', 'single-page', 'native'] as const
export const clientAuthentications = ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const
export const dpopUses = ['never', 'allowed', 'required'] as const
/** What a relying party may ask for */
export const relyingPartyScopes = ['openid', 'profile', 'email', 'groups', 'roles', 'offline_access'] as const

export type RelyingPartyType = (typeof relyingPartyTypes)[number]
type ClientAuthentication = (typeof clientAuthentications)[number]
type DpopUse = (typeof dpopUses)[number]
export type RelyingPartyScope = (typeof relyingPartyScopes)[number]

/** Who may use a relying party. With roles or groups, who has at least one of them. */
export type AllowedUsers =
  | { who: 'everybody' }
  | { who: 'roles'; applicationRoleKeys: string[] }
  | { who: 'groups'; groupKeys: string[] }

/** What whoever registers a relying party decides */
export interface RelyingPartySettings {
  name: string
  /** https; the browser loads it where the person signs in */
  logoUrl: string | null
  type: RelyingPartyType
  isActive: boolean
  clientAuthentication: ClientAuthentication
  /** Exact, but for the port of loopback addresses of native ones (RFC 8252, section 7.3) */
  redirectUris: string[]
  postLogoutRedirectUris: string[]
  backChannelLogoutUri: string | null
  /** Where the relying party begins a sign-in by itself: what My applications opens */
  initiateLoginUri: string | null
  requiresPkce: boolean
  /** False for those of one's own: users are not asked */
  requiresConsent: boolean
  requiresPushedRequests: boolean
  usesDpop: DpopUse
  allowsRefreshTokens: boolean
  accessTokenMinutes: number
  refreshTokenDays: number
  scopes: RelyingPartyScope[]
  allowedUsers: AllowedUsers
  /** The asset whose application roles tokens carry, in the environment */
  assetKey: string | null
  /** The stage whose end users it is for; null for the organization's users */
  environmentKey: string | null
  /** How long ago a user may have signed in, in minutes; null: as long as the session lasts */
  maxSignInAgeMinutes: number | null
  requiresSecondFactor: boolean
  /** Null: every one that the stage, or the organization, has */
  identityProviderKeys: string[] | null
  /** For private_key_jwt, either these or those at jwksUri; neither where whoever added them was offboarded */
  jwks: ClientJwks | null
  jwksUri: string | null
  /** Whether a mail tells 14 days ahead that the newest secret expires */
  hasExpiryReminder: boolean
}

/** A relying party as it is stored */
export interface StoredRelyingParty extends RelyingPartySettings {
  key: string
  clientId: string
  /** Who added each key of jwks, in their order, or jwksUri, and when; shorter where nothing was recorded */
  jwksOrigins: readonly KeyOrigin[]
  /** When it last authenticated or exchanged a code */
  lastUsedAt: string | null
  createdBy: Creator
  createdAt: string
  updatedAt: string
}

/** Whether it authenticates with a secret */
export const hasSecrets = (clientAuthentication: ClientAuthentication): boolean =>
  clientAuthentication === 'client_secret_basic' || clientAuthentication === 'client_secret_post'
