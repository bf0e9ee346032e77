import type { FastifyRequest } from 'fastify'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import { requireSameOrigin } from '../../../http/hooks/same-origin.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { fromOf } from './acting-user.ts'
import { PasswordChangeRequest, PasswordForgottenRequest, PasswordResetRequest } from './credentials-schemas.ts'
import type { OwnPasswordService } from './own-password-service.ts'
import type { PasswordResetService } from './password-reset-service.ts'

const open = { permission: 'public' } as const
const hide = true

export interface CredentialServices {
  organizations: OrganizationDirectory
  ownPassword: OwnPasswordService
  passwordReset: PasswordResetService
}

/** `/portal/password` and `/portal/account/password`: for the portal's pages only */
export const credentialRoutes =
  ({ organizations, ownPassword, passwordReset }: CredentialServices): Routes =>
  async (app) => {
    const organizationOf = async (request: FastifyRequest) => {
      const organization = await organizations.find(request.hostname)
      requireSameOrigin(request, organization.origin)
      return organization
    }

    app.post(
      '/password/forgotten',
      {
        config: open,
        schema: { hide, body: PasswordForgottenRequest, response: { 204: Empty, ...problems(400, 403, 421) } },
      },
      async (request, reply) => {
        await passwordReset.forgotten((await organizationOf(request)).key, request.body.email)
        return reply.code(204).send()
      },
    )

    app.post(
      '/password/reset',
      {
        config: open,
        schema: { hide, body: PasswordResetRequest, response: { 204: Empty, ...problems(400, 403, 421, 429, 503) } },
      },
      async (request, reply) => {
        await passwordReset.reset((await organizationOf(request)).key, request.body, fromOf(request))
        return reply.code(204).send()
      },
    )

    app.post(
      '/account/password',
      {
        config: { permission: 'member' },
        schema: {
          hide,
          body: PasswordChangeRequest,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429, 503) },
        },
      },
      async ({ principal, body }, reply) => {
        await ownPassword.change(principal, body)
        return reply.code(204).send()
      },
    )
  }
