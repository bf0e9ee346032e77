import { Type } from 'typebox'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import type { OrganizationDirectory } from '../../../modules/foundation/organizations/organization-directory.ts'
import { Problem } from '../../../problems/problem.ts'
import { paths } from '../../paths.ts'
import {
  challengeOf,
  forgetSignIn,
  newPendingSignIn,
  type PendingSignIn,
  recallSignIn,
  rememberSignIn,
} from '../interactions/pending-sign-in.ts'
import { callbackPath, failedSignInPage, portalClientId, type SignInProblem } from '../sign-in-options.ts'
import { createPortalSession } from './create-portal-session.ts'
import { type RedemptionParts, redeemCode } from './redeem-code.ts'
import { returnAddress } from './return-address.ts'

export type SignInParts = Parts<'clock' | 'vault'> & RedemptionParts & { organizations: OrganizationDirectory }

const config = { permission: 'public' } as const
const anything = Type.Optional(Type.Unknown())
const schemaOf = (...names: string[]) => ({
  hide: true,
  querystring: Type.Object(Object.fromEntries(names.map((name) => [name, anything]))),
})

/** `/portal/sign-in` and `/portal/callback`: the portal as a client of the authorization server */
export const signInRoutes =
  (parts: SignInParts): Routes =>
  async (app) => {
    const { vault, organizations } = parts

    app.get('/sign-in', { config, schema: schemaOf('returnTo', 'here') }, async (request, reply) => {
      const organization = await organizations.find(request.hostname)
      const { origin, basePath, baseUrl, issuer } = organization
      const query = request.query as Record<string, unknown>
      const returnTo = returnAddress(query.returnTo, origin, basePath)
      // The answer comes back to the public URL, so the cookie must be set there. Once: a proxy may hide the host.
      if (request.host !== new URL(origin).host && query.here === undefined) {
        const elsewhere = new URLSearchParams({ returnTo, here: '1' })
        return reply.redirect(`${baseUrl}/portal/sign-in?${elsewhere}`, 303)
      }
      const pending = newPendingSignIn(returnTo)
      return reply
        .header('set-cookie', rememberSignIn(vault, organization, pending, request.headers.cookie))
        .redirect(`${issuer}${paths.authorization}?${authorizationRequest(baseUrl, pending)}`, 303)
    })

    app.get('/callback', { config, schema: schemaOf('code', 'state', 'iss', 'error') }, async (request, reply) => {
      const organization = await organizations.find(request.hostname)
      const { issuer, basePath } = organization
      const { state, code, iss, error } = request.query as Record<string, unknown>
      const pending = recallSignIn(vault, organization, state, request.headers.cookie)
      if (pending) reply.header('set-cookie', forgetSignIn(organization, pending.state))
      if (error !== undefined) return reply.redirect(basePath + failedSignInPage(problemOfAnswer(error)), 303)
      if (!pending && code !== undefined) return reply.redirect(basePath + failedSignInPage('expired'), 303)
      // RFC 9207: the answer is this server's, not another's. One in the fragment never comes here.
      if (!pending || iss !== issuer || typeof code !== 'string')
        return reply.redirect(basePath + failedSignInPage('invalid-request'), 303)
      try {
        const redeemed = await redeemCode(parts, organization, code, pending)
        if (!redeemed) return reply.redirect(basePath + failedSignInPage('expired'), 303)
        const cookies = await createPortalSession(parts, request, organization, redeemed)
        return reply.header('set-cookie', cookies).redirect(basePath + pending.returnTo, 303)
      } catch (error) {
        const problem = problemOf(error)
        if (problem === 'failed') request.log.error({ err: error, traceId: request.id }, 'a sign-in failed')
        return reply.redirect(basePath + failedSignInPage(problem), 303)
      }
    })
  }

const authorizationRequest = (baseUrl: string, pending: PendingSignIn): URLSearchParams =>
  new URLSearchParams({
    client_id: portalClientId,
    response_type: 'code',
    redirect_uri: baseUrl + callbackPath,
    scope: 'openid',
    // The user proves who they are, also where a user was signed in before.
    prompt: 'login',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: challengeOf(pending),
    code_challenge_method: 'S256',
  })

/** The errors of the authorization endpoint that are not about the request (RFC 6749, section 4.1.2.1) */
function problemOfAnswer(error: unknown): SignInProblem {
  if (error === 'access_denied') return 'refused'
  if (error === 'server_error') return 'failed'
  return error === 'temporarily_unavailable' ? 'unavailable' : 'invalid-request'
}

function problemOf(error: unknown): SignInProblem {
  if (isDatabaseUnavailable(error)) return 'unavailable'
  if (!(error instanceof Problem)) return 'failed'
  if (error.problem === 'session_ended') return 'expired'
  return error.problem === 'database_unavailable' ? 'unavailable' : 'refused'
}
