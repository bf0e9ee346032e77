import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { organizationOfPage } from '../../foundation/organizations/organization-of-page.ts'
import { LinkReadRequest } from '../credentials/credentials-schemas.ts'
import { requestSource } from '../credentials/request-source.ts'
import type { NewPasswordParts } from '../credentials/store-password.ts'
import type { MakerParts } from '../federation/needs-proof-of-prepared.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { getInvitation } from './get-invitation.ts'
import { AcceptanceRequest, InvitationDetails } from './invitations-schemas.ts'

const config = { permission: 'public' } as const
const hide = true

/** `/portal/invitation`: for the portal's pages only. The token is in the body, so that it is in no log. */
export const acceptanceRoutes =
  (
    parts: Parts<'clock' | 'vault'> & { organizations: OrganizationDirectory } & NewPasswordParts & MakerParts,
  ): Routes =>
  async (app) => {
    app.post(
      '/invitation/read',
      {
        config,
        schema: { hide, body: LinkReadRequest, response: { 200: InvitationDetails, ...problems(400, 403, 421) } },
      },
      async (request) => getInvitation(parts, await organizationOfPage(parts, request), request.body.token),
    )

    app.post(
      '/invitation/accept',
      {
        config,
        schema: { hide, body: AcceptanceRequest, response: { 204: Empty, ...problems(400, 403, 421, 429, 503) } },
      },
      async (request, reply) => {
        await acceptInvitation(
          parts,
          (await organizationOfPage(parts, request)).key,
          request.body,
          requestSource(request),
        )
        return reply.code(204).send()
      },
    )
  }
