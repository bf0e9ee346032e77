import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { openProviderClient, type ProviderClientParts, type ReachedAt, redirectUriOf } from './open-provider-client.ts'
import type { PendingOidcSignIn } from './pending-external-sign-in.ts'

/** How long ago a sign-in at a provider may be that counts as one of this moment */
const mostSeconds = 60

/**
 * Where the browser goes to sign in at a provider, by an authorization request (OpenID Connect Core 1.0, section 3.1.2.1).
 * @param uid of the interaction, with which the state begins
 * @param email as the person has typed it, if they have
 * @param isAskedAnew whether an earlier sign-in there does not do: not by `prompt`, of which some providers refuse `login`
 * @throws ProviderFault
 */
export async function beginOidcSignIn(
  parts: ProviderClientParts,
  organization: ReachedAt,
  provider: StoredIdentityProvider,
  { uid, email, isAskedAnew = false }: { uid: string; email: string | undefined; isAskedAnew?: boolean },
): Promise<{ url: string; pending: PendingOidcSignIn }> {
  const { client } = await openProviderClient(parts, organization, provider)
  const { usePkce = true, pkceMethod, suppressNonceVerification, scopes } = provider.oidc ?? {}
  const pending: PendingOidcSignIn = {
    type: 'OIDC',
    providerKey: provider.key,
    state: `${uid}.${randomState()}`,
    nonce: suppressNonceVerification ? null : randomNonce(),
    verifier: usePkce ? randomPKCECodeVerifier() : null,
    ...(isAskedAnew && { maxAge: mostSeconds }),
  }
  const { state, nonce, verifier } = pending
  const url = buildAuthorizationUrl(client, {
    redirect_uri: redirectUriOf(organization, provider.key),
    scope: (scopes ?? ['openid']).join(' '),
    state,
    ...(nonce === null ? {} : { nonce }),
    ...(verifier === null ? {} : await challengeOf(verifier, pkceMethod)),
    ...(isAskedAnew && { max_age: String(mostSeconds) }),
    ...(email === undefined ? {} : { login_hint: email }),
    // Apple answers in no other way where the name or the e-mail is asked for.
    ...(provider.subtype === 'AppleId' ? { response_mode: 'form_post' } : {}),
  })
  return { url: url.href, pending }
}

async function challengeOf(verifier: string, method: 'plain' | 'S256' | undefined): Promise<Record<string, string>> {
  if (method === 'plain') return { code_challenge: verifier, code_challenge_method: 'plain' }
  return { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }
}
