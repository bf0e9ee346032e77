import { Type } from 'typebox'
import type { Vault } from '../../config/secrets.ts'
import { isDatabaseUnavailable } from '../../db/failures.ts'
import { type Db, transaction } from '../../db/transaction.ts'
import type { Routes } from '../../http/api/routes.ts'
import { cookieNamed, setCookie } from '../../http/hooks/cookies.ts'
import type { OrganizationDirectory } from '../../modules/foundation/organizations/organization-directory.ts'
import { isSecure, sessionCookieName, sessionMilliseconds } from '../../modules/members/sessions/session.ts'
import type { SessionService } from '../../modules/members/sessions/sessions-service.ts'
import { fromOf } from '../../modules/sign-in/credentials/acting-user.ts'
import type { SignInService } from '../../modules/sign-in/sign-ins/sign-in-service.ts'
import { Problem } from '../../problems/problem.ts'
import { paths } from '../endpoints.ts'
import { type CodeRedemptionDependencies, redeemCode } from './code-redemption.ts'
import { challengeOf, newPendingSignIn, pendingSignIns } from './pending-sign-in.ts'
import { returnAddress } from './return-address.ts'
import { callbackPath, failedSignInPage, portalClientId, type SignInProblem } from './sign-in-options.ts'

export interface SignInRouteDependencies extends CodeRedemptionDependencies {
  db: Db
  vault: Vault
  organizations: OrganizationDirectory
  sessions: SessionService
  signIn: Pick<SignInService, 'completedIn'>
}

const config = { permission: 'public' } as const
const anything = Type.Optional(Type.Unknown())
const schemaOf = (...names: string[]) => ({
  hide: true,
  querystring: Type.Object(Object.fromEntries(names.map((name) => [name, anything]))),
})

/** `/portal/sign-in` and `/portal/callback`: the portal as a client of the authorization server. */
export const signInRoutes =
  (dependencies: SignInRouteDependencies): Routes =>
  async (app) => {
    const { db, vault, organizations, sessions, signIn } = dependencies

    app.get('/sign-in', { config, schema: schemaOf('returnTo', 'here') }, async (request, reply) => {
      const organization = await organizations.find(request.hostname)
      const { origin, issuer } = organization
      const query = request.query as Record<string, unknown>
      const returnTo = returnAddress(query.returnTo, origin)
      // The answer comes back to the public URL, so the cookie has to be set there. Once: a proxy may hide the host.
      if (request.host !== new URL(origin).host && query.here === undefined) {
        const elsewhere = new URLSearchParams({ returnTo, here: '1' })
        return reply.redirect(`${origin}/portal/sign-in?${elsewhere}`, 303)
      }
      const pending = newPendingSignIn(returnTo)
      const parameters = new URLSearchParams({
        client_id: portalClientId,
        response_type: 'code',
        redirect_uri: origin + callbackPath,
        scope: 'openid',
        // Whoever signs in proves who they are, also where somebody was signed in before.
        prompt: 'login',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: challengeOf(pending),
        code_challenge_method: 'S256',
      })
      return reply
        .header('set-cookie', pendingSignIns(vault, organization).remember(pending, request.headers.cookie))
        .redirect(`${issuer}${paths.authorization}?${parameters}`, 303)
    })

    app.get('/callback', { config, schema: schemaOf('code', 'state', 'iss', 'error') }, async (request, reply) => {
      const organization = await organizations.find(request.hostname)
      const { origin, issuer } = organization
      const { cookie } = request.headers
      const { state, code, iss, error } = request.query as Record<string, unknown>
      const pendings = pendingSignIns(vault, organization)
      const pending = pendings.recall(state, cookie)
      if (!pending) return reply.redirect(failedSignInPage('expired'), 303)
      reply.header('set-cookie', pendings.forget(pending.state))
      // RFC 9207: the answer is this server's, not another's.
      if (error !== undefined || iss !== issuer || typeof code !== 'string')
        return reply.redirect(failedSignInPage('refused'), 303)
      try {
        const redeemed = await redeemCode(dependencies, organization, code, pending)
        if (!redeemed) return reply.redirect(failedSignInPage('expired'), 303)
        const { userKey, method, authorizationSession } = redeemed
        const former = cookieNamed(cookie, sessionCookieName(origin))
        const { token } = await transaction({ db: db }, async ({ db: trx }) => {
          await signIn.completedIn(trx, organization.key, userKey, method, fromOf(request))
          if (former !== undefined) await sessions.replace(trx, organization.key, former)
          return sessions.create(trx, {
            organizationKey: organization.key,
            userKey,
            method,
            authorizationSession,
            address: request.ip,
            userAgent: request.headers['user-agent'] ?? null,
          })
        })
        const options = { secure: isSecure(origin), maxAge: sessionMilliseconds / 1000 }
        return reply
          .header('set-cookie', setCookie(sessionCookieName(origin), token, options))
          .redirect(pending.returnTo, 303)
      } catch (error) {
        const problem = problemOf(error)
        if (problem === 'failed') request.log.error({ err: error, traceId: request.id }, 'a sign-in failed')
        return reply.redirect(failedSignInPage(problem), 303)
      }
    })
  }

function problemOf(error: unknown): SignInProblem {
  if (isDatabaseUnavailable(error)) return 'unavailable'
  if (!(error instanceof Problem)) return 'failed'
  if (error.problem === 'session_ended') return 'expired'
  return error.problem === 'database_unavailable' ? 'unavailable' : 'refused'
}
