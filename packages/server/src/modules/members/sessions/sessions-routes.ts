import type { FastifyRequest } from 'fastify'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { endOtherSessions } from './end-other-sessions.ts'
import { endSession } from './end-session.ts'
import { getCurrentSession } from './get-current-session.ts'
import { listSessions, type SessionApplicationsPart } from './list-sessions.ts'
import { sessionTokenOf } from './session-cookie.ts'
import { CurrentSession, SessionList } from './sessions-schemas.ts'

const config = { permission: 'member' } as const
/** Whoever has got at a session must not end those of its user, who would notice it there. */
const ending = { ...config, recentSignIn: 'always' } as const
const hide = true

/** `/portal/session` and `/portal/account/sessions`: for the portal's pages only */
export const sessionRoutes =
  (parts: Parts<'clock' | 'vault'> & SessionApplicationsPart & { organizations: OrganizationDirectory }): Routes =>
  async (app) => {
    const organizationOf = (request: FastifyRequest) => parts.organizations.find(request.hostname)

    // Asked before anybody is known to be signed in: to have no session is no error.
    app.get(
      '/session',
      { config: { permission: 'public' }, schema: { hide, response: { 200: CurrentSession, 204: Empty } } },
      async (request, reply) => {
        const organization = await organizationOf(request)
        const token = sessionTokenOf(request.headers, organization.origin)
        if (token === undefined) return reply.code(204).send()
        return getCurrentSession(parts, organization, token)
      },
    )

    app.get(
      '/account/sessions',
      { config, schema: { hide, response: { 200: SessionList } } },
      async ({ principal }) => ({ results: await listSessions(parts, principal) }),
    )

    app.delete(
      '/account/sessions',
      { config: ending, schema: { hide, response: { 204: Empty } } },
      async ({ principal }, reply) => {
        await endOtherSessions(parts, principal)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/account/sessions/:key',
      { config: ending, schema: { hide, params: KeyParameter, response: { 204: Empty } } },
      async ({ principal, params }, reply) => {
        await endSession(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }
