import { Type } from 'typebox'
import type { Routes } from '../../http/routes.ts'
import { demandSameOrigin } from '../../http/same-origin.ts'
import { Empty, Name, problems } from '../../http/schemas.ts'
import { fromOf } from '../credentials/acting-user.ts'
import { EmailText, LinkToken, PasswordText } from '../credentials/credentials-schemas.ts'
import type { OrganizationDirectory } from '../organizations/organization-directory.ts'
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
        demandSameOrigin(request, origin)
        await setUp.complete(key, request.body, fromOf(request))
        return reply.code(204).send()
      },
    )
  }
