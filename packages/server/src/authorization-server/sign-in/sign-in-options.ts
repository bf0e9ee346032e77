import type { IncomingMessage } from 'node:http'
import { firstLanguage } from '../../config/languages.ts'
import type { Parts } from '../../db/parts.ts'
import type { OutgoingParts } from '../../modules/foundation/outgoing/outgoing-requests.ts'
import type { findProviderSession } from '../../modules/members/sessions/find-provider-session.ts'
import type { KnownRegisteredApi } from '../../modules/relying-parties/registered-apis/registered-api-directory.ts'
import type { KnownRelyingParty } from '../../modules/relying-parties/registrations/relying-party-directory.ts'
import type { RequestSource } from '../../modules/sign-in/credentials/request-source.ts'
import type { VerifiedSignInTokens } from './tokens/verified-sign-in-token.ts'

/** Not form_post: its page runs a script, which the policy of all pages forbids. */
export const responseModes = ['query', 'fragment'] as const

/** What relying parties may ask for */
export const signInScopes = ['openid', 'profile', 'email', 'groups', 'roles', 'offline_access'] as const

/** `claims_supported`, by the scope with which they are given */
export const claimsOfScopes = {
  openid: ['sub', 'acr', 'amr', 'auth_time'],
  profile: ['name', 'preferred_username', 'picture', 'updated_at'],
  email: ['email', 'email_verified'],
  groups: ['groups'],
  roles: ['roles'],
}

/** The APIs of the organization's own, as relying parties may have them. @see RegisteredApiDirectory */
export interface OpenApis {
  find(audience: string): Promise<KnownRegisteredApi | undefined>
  /** None where the API is not active */
  scopesGrantedTo(relyingParty: { key: string }, api: { key: string }): Promise<readonly string[]>
  audiencesOpenTo(relyingParty: { key: string }): Promise<readonly string[]>
}

/** Somebody who has signed out here */
export interface Leaving {
  /** What findProviderSession has told before the session ended */
  provider: Awaited<ReturnType<typeof findProviderSession>>
  /** Where they go in any case: an address that was checked */
  target: string
  /** The `cookie` header of their request */
  cookies: string | undefined
}

/** What the authorization server needs to sign people in, to the portal and to relying parties. */
export interface SignInOptions {
  /** Origin of the organization's URLs: the portal is there */
  origin: string
  /** What follows the origin in all of them, such as `/portico`; often nothing */
  basePath: string
  organizationKey: string
  /** Where the records of sign-ins are kept, and users are found */
  parts: Parts<'clock' | 'vault'> & OutgoingParts
  /** Signs the cookies: the same on every node, and secret */
  cookieKey: string
  /** Makes the nonces for proofs of keys (RFC 9449, section 8): the same on every node, and secret */
  nonceSecret: Buffer
  findRelyingParty(clientId: string): KnownRelyingParty | undefined | Promise<KnownRelyingParty | undefined>
  registeredApis: OpenApis
  verifiedTokens: VerifiedSignInTokens
  /** A relying party has obtained tokens. */
  relyingPartyUsed(relyingParty: KnownRelyingParty): void
  /** See AuthorizationServerOptions */
  rememberAssertion(clientId: string, assertionId: string, expiresAt: Date): Promise<boolean>
  /**
   * Whether one more sign-in may begin in this minute: of a browser in which somebody is signed in, by its session; of
   * others, by their network
   */
  mayBegin(request: IncomingMessage, session: string | undefined): boolean
  /** See leaveProvider */
  leaveProvider(leaving: Leaving): Promise<{ url: string; cookies: string[] } | null>
  /** Where a request comes from */
  sourceOf(request: IncomingMessage): RequestSource
}

/** The built-in client: public, since what a browser holds is no secret. PKCE takes the place of one. */
export const portalClientId = 'portico-portal'

export const callbackPath = '/portal/callback'

/** For so long a sign-in that has begun can be completed. */
export const interactionSeconds = 3_600

/**
 * The page that asks for the password, below the base path like all of these
 * @param uiLocales the languages that the application asks for: the page speaks the first that there is, unless the person has
 *   chosen another one in this browser
 */
export const signInPage = (uid: string, uiLocales?: unknown): string =>
  withQuery(`/sign-in/${uid}`, languageOf(uiLocales))

/** Where the page sends what the user typed: the interaction's cookie is sent there and nowhere else. */
export const interactionPath = (uid: string): string => `/portal/interactions/${uid}`

/**
 * Why a sign-in cannot continue. The person: `refused`, they may not. The request of the program that sent them here:
 * `unknown-client`, `unregistered-address`, `invalid-request`. Neither: `expired`, too old or begun in another browser;
 * `busy` and `unavailable`, to be tried again; `failed`, our fault.
 */
export type SignInProblem =
  | 'expired'
  | 'refused'
  | 'unknown-client'
  | 'unregistered-address'
  | 'invalid-request'
  | 'busy'
  | 'unavailable'
  | 'failed'

/** The page for a sign-in that cannot continue. It says what to do about it. */
export const failedSignInPage = (problem: SignInProblem, uiLocales?: unknown): string =>
  withQuery('/sign-in', { problem, ...languageOf(uiLocales) })

/** Where a person is asked whether to sign out, where there is a `request`, and where they are told that they are. */
export const signOutPage = (query: { request?: string }, uiLocales?: unknown): string =>
  withQuery('/sign-out', { ...query, ...languageOf(uiLocales) })

/** For the query of a page: see `currentLanguage` of the portal */
function languageOf(uiLocales: unknown): { ui_locales?: string } {
  const language = firstLanguage(uiLocales)
  return language ? { ui_locales: language } : {}
}

function withQuery(path: string, query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? path : `${path}?${text}`
}

/** Claims of the ID token with which the portal makes its session. */
export const authorizationSessionClaim = 'authorization_session'
export const credentialsStampClaim = 'credentials_stamp'
