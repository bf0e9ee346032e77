import type { FastifyRequest } from 'fastify'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter } from '../../../http/api/schemas.ts'
import { cookieNamed, setCookie } from '../../../http/hooks/cookies.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import type { MemberDirectory } from './member-directory.ts'
import { isSecure, sessionCookieName } from './session.ts'
import { CurrentSession, SessionList } from './sessions-schemas.ts'
import { type SessionService, sessionEnded } from './sessions-service.ts'

export interface SessionRouteDependencies {
  organizations: OrganizationDirectory
  sessions: SessionService
  members: MemberDirectory
}

const config = { permission: 'member' } as const
const hide = true

/** `/portal/session`, `/portal/sign-out` and `/portal/account/sessions`: for the portal's pages only */
export const sessionRoutes =
  ({ organizations, sessions, members }: SessionRouteDependencies): Routes =>
  async (app) => {
    const removal = async (request: FastifyRequest): Promise<string> => {
      const { origin } = await organizations.find(request.hostname)
      return setCookie(sessionCookieName(origin), '', { secure: isSecure(origin), maxAge: 0 })
    }

    app.get('/session', { config, schema: { hide, response: { 200: CurrentSession } } }, async (request) => {
      const organization = await organizations.find(request.hostname)
      const token = cookieNamed(request.headers.cookie, sessionCookieName(organization.origin)) ?? ''
      const session = await sessions.find(organization.key, token)
      const member = session && (await members.find(organization.key, session.userKey))
      // It was there a moment ago, when the guard asked.
      if (!session || !member) throw sessionEnded()
      const { key, name, email, photoUrl } = member
      return {
        user: { key, name, email, photoUrl },
        organization: { key: organization.key, name: organization.name },
        permissions: [...request.principal.access].map(([permission, environments]) => ({
          name: permission,
          environments: environments === 'all' ? ('all' as const) : [...environments].sort(),
        })),
        session: { key: session.key, expiresAt: session.expiresAt, method: session.method },
        csrfToken: sessions.csrfTokenOf(token),
      }
    })

    app.post('/sign-out', { config, schema: { hide, response: { 204: Empty } } }, async (request, reply) => {
      await sessions.end(request.principal, request.principal.sessionKey ?? '')
      return reply
        .code(204)
        .header('set-cookie', await removal(request))
        .send()
    })

    app.get(
      '/account/sessions',
      { config, schema: { hide, response: { 200: SessionList } } },
      async ({ principal }) => ({
        results: await sessions.listOf(principal),
      }),
    )

    app.delete(
      '/account/sessions/:key',
      { config, schema: { hide, params: KeyParameter, response: { 204: Empty } } },
      async ({ principal, params }, reply) => {
        await sessions.end(principal, params.key)
        return reply.code(204).send()
      },
    )
  }
