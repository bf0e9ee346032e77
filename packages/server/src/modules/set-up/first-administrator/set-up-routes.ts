import { Type } from 'typebox'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, Name, problems } from '../../../http/api/schemas.ts'
import { requireSameOrigin } from '../../../http/hooks/same-origin.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { fromOf } from '../../sign-in/credentials/acting-user.ts'
import { EmailText, LinkToken, PasswordText } from '../../sign-in/credentials/credentials-schemas.ts'
import type { SetUpService } from './set-up-service.ts'

const SetUpBody = Type.Object(
  { token: LinkToken, name: Name, email: EmailText, password: PasswordText },
  { additionalProperties: false },
)

/** `/portal/set-up`: for the portal's pages only */
export const setUpRoutes =
  ({ organizations, setUp }: { organizations: OrganizationDirectory; setUp: SetUpService }): Routes =>
  async (app) => {
    app.post(
      '/set-up',
      {
        config: { permission: 'public' },
        schema: { hide: true, body: SetUpBody, response: { 204: Empty, ...problems(400, 403, 409, 421, 503) } },
      },
      async (request, reply) => {
        const { key, origin } = await organizations.find(request.hostname)
        requireSameOrigin(request, origin)
        await setUp.complete(key, request.body, fromOf(request))
        return reply.code(204).send()
      },
    )
  }
