import { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { findMember } from '../../modules/members/sessions/find-member.ts'
import { longestSessionMinutes } from '../../modules/members/sign-in-settings/sign-in-settings.ts'
import { paths } from '../paths.ts'
import type { SigningKeyAdapter } from '../token/signing-key-adapter.ts'
import { recordAdapter } from './record-adapter.ts'
import {
  authorizationSessionClaim,
  callbackPath,
  credentialsStampClaim,
  failedSignInPage,
  interactionSeconds,
  portalClientId,
  type SignInOptions,
  type SignInProblem,
  signInPage,
} from './sign-in-options.ts'

/** Not form_post: its page runs a script, which the policy of all pages forbids. */
export const responseModes = ['query', 'fragment'] as const

/** As long as the portal's own session at most */
const sessionSeconds = longestSessionMinutes * 60

/** oidc-provider as configured for users who sign in: authorization code with PKCE, for the portal alone. */
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
      },
    ],
    jwks: { keys: [signingKey] },
    routes: { authorization: paths.authorization, token: paths.token, jwks: paths.jwks },
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
    scopes: ['openid'],
    claims: { openid: ['sub', 'amr', authorizationSessionClaim, credentialsStampClaim], auth_time: null },
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => options.basePath + signInPage(uid), policy: signInPolicy() },
    findAccount: (ctx, userKey, code) => findAccount(ctx, userKey, code, options),
    loadExistingGrant: grantOfPortal,
    ttl: {
      Session: sessionSeconds,
      Grant: sessionSeconds,
      Interaction: interactionSeconds,
      AuthorizationCode: 60,
      AccessToken: 60,
      IdToken: 300,
    },
    renderError: renderError(options.basePath),
    features: {
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
  }
}

/**
 * Users only sign in: the product's own portal needs no consent. They sign in each time, whatever `prompt` says.
 * Otherwise the holder of the cookie of the authorization server's session could create session after session with it,
 * and would stay signed in for more than 12 hours.
 */
function signInPolicy() {
  const { Check } = interactionPolicy
  const policy = interactionPolicy.base()
  policy.remove('consent')
  const everyTime = new Check('every_sign_in', 'End-User authentication is required', 'login_required', ({ oidc }) =>
    oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
  )
  policy.get('login')?.checks.add(everyTime)
  return policy
}

/** A session or a code counts as none where its user may not sign in, or has other credentials since they signed in. */
async function findAccount(
  ctx: KoaContextWithOIDC,
  userKey: string,
  code: object | undefined,
  { parts, organizationKey }: SignInOptions,
) {
  const member = await findMember(parts, organizationKey, userKey)
  const { acr: credentialsStamp } = (code ?? ctx.oidc.session ?? {}) as { acr?: string }
  if (!member?.isActive || member.credentialsStamp !== credentialsStamp) return undefined
  return {
    accountId: userKey,
    claims: () => ({
      sub: userKey,
      [credentialsStampClaim]: credentialsStamp,
      [authorizationSessionClaim]: ctx.oidc.entities.AuthorizationCode?.sessionUid,
    }),
  }
}

/** A grant says what a user allowed a client to do. The portal needs no consent, so a missing grant is created. */
async function grantOfPortal({ oidc }: KoaContextWithOIDC) {
  const { session, client, account, provider } = oidc
  if (!session || !client || !account) return undefined
  const known = await provider.Grant.find(session.grantIdFor(client.clientId) ?? '')
  if (known?.accountId === account.accountId) return known
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope('openid')
  await grant.save()
  return grant
}

/** A browser gets a page, not a JSON document: from there the user begins again. */
const renderError =
  (basePath: string) =>
  (ctx: KoaContextWithOIDC, out: { error: string }, error: Error): void => {
    if (ctx.oidc.route === 'token') {
      ctx.body = out
      return
    }
    const problem = problemOf(ctx.status, error)
    ctx.status = 303
    ctx.redirect(basePath + failedSignInPage(problem))
  }

function problemOf(status: number, error: Error): SignInProblem {
  if (status >= 500) return status === 503 ? 'unavailable' : 'failed'
  if (error instanceof errors.SessionNotFound) return 'expired'
  if (error instanceof errors.InvalidClient) return 'unknown-client'
  return error instanceof errors.InvalidRedirectUri ? 'unregistered-address' : 'invalid-request'
}
