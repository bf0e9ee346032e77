import { hash } from 'node:crypto'
import { decodeProtectedHeader } from 'jose'
import { authorizationCodeGrant, type Configuration, fetchUserInfo, type IDToken, setJwksCache } from 'openid-client'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { ExternalIdentity, ProviderSession } from './external-identity.ts'
import { normalizeClaims } from './normalize-claims.ts'
import { openProviderClient, type ProviderClientParts, type ReachedAt, redirectUriOf } from './open-provider-client.ts'
import type { PendingOidcSignIn } from './pending-external-sign-in.ts'
import { ProviderFault } from './provider-fault.ts'
import { providerFaultOf } from './provider-fault-of.ts'
import { readProviderKeys } from './read-provider-keys.ts'

/** Characters. A longer ID token does not fit into the address with which a session is ended. */
const longestKeptToken = 8_000
/** Seconds in which the library reads no keys again: it is told that those in memory are older. */
const keysAge = 61
/** Seconds. The code may be issued a while after the person has proven who they are, for instance after a consent. */
const mostSkew = 600

/**
 * Exchanges the code of a provider's answer, and checks what comes (OpenID Connect Core 1.0, sections 3.1.2.7 and 3.1.3.7;
 * RFC 9207): state, issuer, audience, authorized party, times, nonce, algorithm, signature, `at_hash`, and that userinfo
 * is about the same person.
 * @param answer the parameters with which the browser came back
 * @throws ProviderFault
 */
export async function finishOidcSignIn(
  parts: ProviderClientParts,
  organization: ReachedAt,
  provider: StoredIdentityProvider,
  { state, nonce, verifier, maxAge }: PendingOidcSignIn,
  answer: URLSearchParams,
): Promise<ExternalIdentity> {
  const current = new URL(redirectUriOf(organization, provider.key))
  current.search = answer.toString()
  try {
    const { client, metadata } = await openProviderClient(parts, organization, provider)
    // Before the code is used up. A key that is not among them is looked for once more.
    const keys = await readProviderKeys(parts, organization.key, metadata)
    setJwksCache(client, { jwks: keys as never, uat: Math.floor(Date.now() / 1_000) - keysAge })
    const tokens = await authorizationCodeGrant(client, current, {
      expectedState: state,
      idTokenExpected: true,
      ...(nonce === null ? {} : { expectedNonce: nonce }),
      ...(verifier === null ? {} : { pkceCodeVerifier: verifier }),
    })
    const claims = tokens.claims()
    if (!claims || tokens.id_token === undefined) throw new ProviderFault('not-valid', 'There is no ID token.')
    requireRecent(claims, maxAge)
    requireSameAccessToken(tokens.id_token, claims, tokens.access_token)
    const more = metadata.userinfo_endpoint === undefined ? {} : await userInfo(client, tokens.access_token, claims.sub)
    return identityOf(provider, more, claims, tokens.id_token)
  } catch (error) {
    throw providerFaultOf(error)
  }
}

/** The person has had the time of the interaction to prove who they are. Providers that ignore `max_age` say no time. */
function requireRecent({ auth_time: provenAt, iat }: IDToken, maxAge: number | undefined): void {
  if (maxAge === undefined || typeof provenAt !== 'number' || provenAt + maxAge + mostSkew >= iat) return
  throw new ProviderFault('not-valid', 'The auth_time of the ID token is older than the max_age that was asked for.')
}

const userInfo = (client: Configuration, accessToken: string, subject: string): Promise<Record<string, unknown>> =>
  fetchUserInfo(client, accessToken, subject)

function identityOf(
  provider: StoredIdentityProvider,
  userInfo: Record<string, unknown>,
  claims: IDToken,
  idToken: string,
): ExternalIdentity {
  const all = { ...userInfo, ...claims }
  const normalized = (some: Record<string, unknown>) => normalizeClaims(some, provider.tokenNormalizations)
  const [normal, each] = [normalized(all), [normalized(claims), normalized(userInfo)]]
  const session: ProviderSession = { type: 'OIDC', idToken, sid: typeof claims.sid === 'string' ? claims.sid : null }
  return {
    providerKey: provider.key,
    subject: claims.sub,
    ...normal,
    // That one of the two has verified its e-mail says nothing of another e-mail in the other one.
    isEmailVerified: normal.isEmailVerified && each.some((one) => one.isEmailVerified && one.email === normal.email),
    claims: all,
    hasSecondFactor: saysSecondFactor(claims),
    session: idToken.length > longestKeptToken ? null : session,
  }
}

/** `acr` values that stand for several factors, by those who define them */
const multiFactorContexts = [
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
  'https://refeds.org/profile/mfa',
  'phr',
  'phrh',
]

/** RFC 8176 has `mfa`; OpenID Connect EAP ACR 1.0 has `phr`. */
const saysSecondFactor = ({ amr, acr }: IDToken): boolean =>
  (Array.isArray(amr) && amr.includes('mfa')) || (typeof acr === 'string' && multiFactorContexts.includes(acr))

/** OpenID Connect Core 1.0, section 3.1.3.6: the half of the hash by the algorithm of the signature */
function requireSameAccessToken(idToken: string, { at_hash: expected }: IDToken, accessToken: string): void {
  if (expected === undefined) return
  const { alg = '' } = decodeProtectedHeader(idToken)
  const bits = alg.startsWith('Ed') ? '512' : alg.slice(-3)
  const digest = hash(`sha${bits}`, accessToken, 'buffer')
  if (digest.subarray(0, digest.length / 2).toString('base64url') === expected) return
  throw new ProviderFault('not-valid', 'The at_hash of the ID token does not fit the access token.')
}
