import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, Name, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { organizationOfPage } from '../../foundation/organizations/organization-of-page.ts'
import { EmailText, LinkReadRequest, LinkToken, PasswordText } from '../../sign-in/credentials/credentials-schemas.ts'
import { requestSource } from '../../sign-in/credentials/request-source.ts'
import type { NewPasswordParts } from '../../sign-in/credentials/store-password.ts'
import { checkSetUpLink, completeSetUp } from './complete-set-up.ts'

const SetUpBody = Type.Object(
  { token: LinkToken, name: Name, email: EmailText, password: PasswordText },
  { additionalProperties: false },
)

/** `/portal/set-up`: for the portal's pages only. The token is in the body, so that it is in no log. */
export const setUpRoutes =
  (
    parts: Parts<'clock' | 'vault' | 'config' | 'log'> & {
      organizations: OrganizationDirectory
    } & NewPasswordParts,
  ): Routes =>
  async (app) => {
    app.post(
      '/set-up/read',
      {
        config: { permission: 'public' },
        schema: { hide: true, body: LinkReadRequest, response: { 204: Empty, ...problems(400, 403, 409, 421) } },
      },
      async (request, reply) => {
        const { key } = await organizationOfPage(parts, request)
        await checkSetUpLink(parts, key, request.body.token)
        return reply.code(204).send()
      },
    )

    app.post(
      '/set-up',
      {
        config: { permission: 'public' },
        schema: { hide: true, body: SetUpBody, response: { 204: Empty, ...problems(400, 403, 409, 421, 429, 503) } },
      },
      async (request, reply) => {
        const { key } = await organizationOfPage(parts, request)
        await completeSetUp(parts, key, request.body, requestSource(request))
        return reply.code(204).send()
      },
    )
  }
