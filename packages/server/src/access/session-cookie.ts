import type { FastifyRequest } from 'fastify'
import { cookieNamed } from '../http/hooks/cookies.ts'
import { sessionCookieName } from '../modules/members/sessions/session.ts'

/** What the session cookie holds; undefined where there is none. A cookie that comes twice is nobody's. */
export function sessionTokenOf({ headers: { cookie } }: Pick<FastifyRequest, 'headers'>, origin: string) {
  if (cookie === undefined) return undefined
  return cookieNamed(cookie, sessionCookieName(origin))
}
