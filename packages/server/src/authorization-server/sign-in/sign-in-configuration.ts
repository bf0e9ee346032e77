import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import { asFetch } from '../../modules/foundation/outgoing/as-fetch.ts'
import { longestSessionMinutes } from '../../modules/members/sign-in-settings/sign-in-settings.ts'
import { paths } from '../paths.ts'
import {
  clientAssertionAlgorithms,
  clientAssertionClockToleranceSeconds,
  clientAuthenticationMethods,
} from '../token/client-authentication.ts'
import type { SigningKeyAdapter } from '../token/signing-key-adapter.ts'
import { askForMissingFactor } from './interactions/ask-for-missing-factor.ts'
import { limitProof } from './limit-urls.ts'
import { recordAdapter } from './record-adapter.ts'
import type { SignInClient } from './relying-parties/find-relying-parties.ts'
import { keepOfflineAccess, offlineParameter } from './relying-parties/keep-offline-access.ts'
import { loadGrant } from './relying-parties/load-grant.ts'
import { requireGrantedScopes, resourceServer } from './relying-parties/resource-servers.ts'
import { signInPolicy } from './relying-parties/sign-in-policy.ts'
import { findSignedInAccount } from './relying-parties/signed-in-account.ts'
import {
  authorizationSessionClaim,
  callbackPath,
  claimsOfScopes,
  credentialsStampClaim,
  failedSignInPage,
  interactionSeconds,
  portalClientId,
  responseModes,
  type SignInOptions,
  type SignInProblem,
  signInPage,
  signInScopes,
} from './sign-in-options.ts'
import { proofAlgorithms } from './sign-ons/has-proof.ts'
import { oneFactor, twoFactors } from './sign-ons/method-references.ts'
import { accessTokenSeconds, idTokenSeconds, refreshTokenSeconds } from './tokens/token-life.ts'

/** As long as the portal's own session at most */
const sessionSeconds = longestSessionMinutes * 60
const daySeconds = 86_400
/** A grant is what refresh tokens and a session's later sign-ins hang on. The longest life of a refresh token is a year. */
const grantSeconds = 400 * daySeconds

/** oidc-provider as configured for people: authorization code, for the portal and for relying parties. */
export function signInConfiguration(signingKey: SigningKeyAdapter, options: SignInOptions): Configuration {
  const off = { enabled: false }
  const secure = options.origin.startsWith('https:')
  const prefix = secure ? '__Host-' : ''
  const cookie = { httpOnly: true, sameSite: 'lax', secure, signed: true } as const
  return {
    adapter: (model: string) => recordAdapter(options.parts, { organizationKey: options.organizationKey, model }),
    clients: [
      {
        client_id: portalClientId,
        redirect_uris: [options.origin + options.basePath + callbackPath],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        response_modes: [...responseModes],
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: signingKey.algorithm,
        scope: 'openid',
      },
    ],
    jwks: { keys: [signingKey] },
    routes: {
      authorization: paths.authorization,
      token: paths.token,
      jwks: paths.jwks,
      introspection: paths.introspection,
      revocation: paths.revocation,
      pushed_authorization_request: paths.pushedRequest,
    },
    cookies: {
      keys: [options.cookieKey],
      long: { ...cookie, path: '/' },
      short: cookie,
      names: {
        session: `${prefix}portico-authorization`,
        // The library gives these two a path, which `__Host-` does not allow.
        interaction: `${secure ? '__Secure-' : ''}portico-interaction`,
        resume: `${secure ? '__Secure-' : ''}portico-resume`,
      },
    },
    acrValues: [oneFactor, twoFactors],
    scopes: [...signInScopes],
    claims: {
      ...claimsOfScopes,
      openid: [...claimsOfScopes.openid, authorizationSessionClaim, credentialsStampClaim],
    },
    // Not only at userinfo: a relying party has the roles at once.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: [...clientAuthenticationMethods, 'none'],
    enabledJWA: { clientAuthSigningAlgValues: clientAssertionAlgorithms, dPoPSigningAlgValues: proofAlgorithms },
    clockTolerance: clientAssertionClockToleranceSeconds,
    clientDefaults: { id_token_signed_response_alg: signingKey.algorithm },
    pkce: { required: (_ctx, client) => needsPkce(client) },
    interactions: {
      policy: signInPolicy(),
      async url(ctx, interaction) {
        await askForMissingFactor(ctx, interaction, options)
        return options.basePath + signInPage(interaction.uid, interaction.params.ui_locales)
      },
    },
    findAccount: (ctx, userKey, issued) => findSignedInAccount(ctx, userKey, issued, options),
    loadExistingGrant: (ctx) => loadGrant(ctx, options),
    extraParams: {
      [offlineParameter](ctx, remembered) {
        keepOfflineAccess(ctx, remembered)
        requireGrantedScopes(ctx)
      },
    },
    // What is issued ends with its session by our own account of it, see findSignedInAccount.
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client, { scopes }) =>
      client.grantTypeAllowed('refresh_token') && scopes.has('offline_access'),
    rotateRefreshToken: true,
    clientBasedCORS: () => true,
    ttl: {
      Session: sessionSeconds,
      Grant: grantSeconds,
      Interaction: (ctx) => lifeOfNewInteraction(ctx, options),
      AuthorizationCode: 60,
      AccessToken: (_ctx, { resourceServer }, client) =>
        resourceServer?.accessTokenTTL ?? accessTokenSeconds(relyingPartyOf(client)),
      IdToken: idTokenSeconds,
      RefreshToken: (_ctx, { iiat = 0 }, client) => refreshTokenSeconds(relyingPartyOf(client), iiat),
    },
    // The keys of applications: by the same rules as whatever else an organization has the server ask.
    fetch: asFetch(options.parts, options.organizationKey, { maxBytes: 200_000, timeout: 2_500 }) as never,
    renderError: renderError(options.basePath),
    features: {
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      devInteractions: off,
      dPoP: { enabled: true, nonceSecret: options.nonceSecret, requireNonce: requireDpopUse },
      pushedAuthorizationRequests: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, { clientId }) => client.clientId === clientId },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, { clientId }) => client.clientId === clientId },
      resourceIndicators: {
        enabled: true,
        // Several are several: one is named when the tokens are fetched.
        defaultResource: (_ctx, _client, named) => named as unknown as string,
        getResourceServerInfo: (_ctx, resource, client) =>
          resourceServer(options.registeredApis, relyingPartyOf(client), resource),
      },
      rpInitiatedLogout: off,
      userinfo: off,
    },
  }
}

const relyingPartyOf = (client: unknown) => (client as SignInClient | undefined)?.relyingParty

/** Too many interactions begin. No application is told: whoever waits can go on. */
class TooManySignIns extends errors.TemporarilyUnavailable {
  override allow_redirect = false
}

/** The library asks for it before it stores an interaction: one more of this browser, or of strangers in its network. */
function lifeOfNewInteraction({ oidc, req }: KoaContextWithOIDC, { mayBegin }: SignInOptions): number {
  const session = oidc.session?.accountId === undefined ? undefined : oidc.session.uid
  if (!mayBegin(req, session)) throw new TooManySignIns('too many sign-ins began in this minute')
  return interactionSeconds
}

/**
 * The library asks whether a proof of a key needs a nonce, once the client is known and before it reads the proof: always.
 * @throws InvalidDpopProof where it is too long, or the client's settings say that its tokens are never bound to a key
 */
function requireDpopUse(ctx: KoaContextWithOIDC): true {
  limitProof(ctx)
  if (relyingPartyOf(ctx.oidc.client)?.usesDpop !== 'never') return true
  throw new errors.InvalidDpopProof('this application does not use DPoP: its setting is "never"')
}

/** RFC 9700, section 2.1.1: public clients have nothing else that binds a code to them. */
function needsPkce(client: unknown): boolean {
  const relyingParty = relyingPartyOf(client)
  return !relyingParty || relyingParty.requiresPkce || relyingParty.clientAuthentication === 'none'
}

/** A browser gets a page, not a JSON document: from there the user begins again. */
const renderError =
  (basePath: string) =>
  (ctx: KoaContextWithOIDC, out: { error: string }, error: Error): void => {
    if (!['authorization', 'resume'].includes(ctx.oidc.route)) {
      ctx.body = out
      return
    }
    const problem = problemOf(ctx.status, error)
    ctx.status = 303
    ctx.redirect(basePath + failedSignInPage(problem, ctx.oidc.params?.ui_locales))
  }

function problemOf(status: number, error: Error): SignInProblem {
  if (error instanceof TooManySignIns) return 'busy'
  if (status >= 500) return status === 503 ? 'unavailable' : 'failed'
  if (error instanceof errors.SessionNotFound) return 'expired'
  if (error instanceof errors.InvalidClient) return 'unknown-client'
  return error instanceof errors.InvalidRedirectUri ? 'unregistered-address' : 'invalid-request'
}
