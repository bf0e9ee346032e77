import type { FastifyRequest } from 'fastify'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { createSession } from '../../../modules/members/sessions/create-session.ts'
import { sessionCookie, sessionTokenOf } from '../../../modules/members/sessions/session-cookie.ts'
import { browserTokensOf, knownBrowserCookie } from '../../../modules/sign-in/credentials/known-browser-cookie.ts'
import { rememberBrowser } from '../../../modules/sign-in/credentials/known-browsers.ts'
import { requestSource } from '../../../modules/sign-in/credentials/request-source.ts'
import { completeSignIn } from '../../../modules/sign-in/sign-ins/complete-sign-in.ts'
import type { RedeemedCode } from './redeem-code.ts'

/**
 * Signs the user in to the portal, in place of the session that the same browser had before.
 * @returns the cookies to set
 * @throws Problem sign_in_failed, session_ended
 */
export function createPortalSession(
  parts: Parts<'clock' | 'vault'>,
  request: FastifyRequest,
  { key: organizationKey, origin }: { key: string; origin: string },
  { userKey, credentialsStamp, method, authorizationSession }: RedeemedCode,
): Promise<string[]> {
  return transaction(parts, async (parts) => {
    await completeSignIn(parts, organizationKey, { key: userKey, credentialsStamp }, method, requestSource(request))
    const { token } = await createSession(parts, {
      organizationKey,
      userKey,
      method,
      authorizationSession,
      address: request.clientAddress,
      userAgent: request.headers['user-agent'] ?? null,
      replacedToken: sessionTokenOf(request.headers, origin),
    })
    const browserTokens = await rememberBrowser(
      parts,
      organizationKey,
      userKey,
      browserTokensOf(request.headers, origin),
    )
    return [sessionCookie(origin, token), knownBrowserCookie(origin, browserTokens)]
  })
}
