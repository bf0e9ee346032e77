import type { FastifyRequest } from 'fastify'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import { requireSameOrigin } from '../../../http/hooks/same-origin.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { fromOf } from '../credentials/acting-user.ts'
import type { AcceptanceService } from './acceptance-service.ts'
import { AcceptanceRequest, InvitationDetails, InvitationReadRequest } from './invitations-schemas.ts'

const config = { permission: 'public' } as const
const hide = true

/** `/portal/invitation`: for the portal's pages only. The token is in the body, so that no log has it. */
export const acceptanceRoutes =
  ({ organizations, acceptance }: { organizations: OrganizationDirectory; acceptance: AcceptanceService }): Routes =>
  async (app) => {
    const organizationOf = async (request: FastifyRequest) => {
      const organization = await organizations.find(request.hostname)
      requireSameOrigin(request, organization.origin)
      return organization
    }

    app.post(
      '/invitation/read',
      {
        config,
        schema: { hide, body: InvitationReadRequest, response: { 200: InvitationDetails, ...problems(400, 403, 421) } },
      },
      async (request) => acceptance.read(await organizationOf(request), request.body.token),
    )

    app.post(
      '/invitation/accept',
      {
        config,
        schema: { hide, body: AcceptanceRequest, response: { 204: Empty, ...problems(400, 403, 421, 503) } },
      },
      async (request, reply) => {
        await acceptance.accept((await organizationOf(request)).key, request.body, fromOf(request))
        return reply.code(204).send()
      },
    )
  }
