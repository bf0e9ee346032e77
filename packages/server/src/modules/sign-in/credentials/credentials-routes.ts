import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { organizationOfPage } from '../../foundation/organizations/organization-of-page.ts'
import { checkResetLink } from './check-reset-link.ts'
import {
  LinkReadRequest,
  PasswordChangeRequest,
  PasswordForgottenRequest,
  PasswordResetRequest,
  PasswordSetRequest,
  PasswordState,
} from './credentials-schemas.ts'
import { getPasswordState } from './get-password-state.ts'
import { browserTokensOf } from './known-browser-cookie.ts'
import type { PasswordAllowance } from './password-allowance.ts'
import type { PendingPasswordResets } from './pending-password-resets.ts'
import { requestPasswordReset, resetMilliseconds } from './request-password-reset.ts'
import { requestSource } from './request-source.ts'
import { removedResetCookie, resetCookie, resetTokenOf } from './reset-cookie.ts'
import { resetPassword } from './reset-password.ts'
import { setOwnPassword } from './set-own-password.ts'
import type { NewPasswordParts } from './store-password.ts'
import { updateOwnPassword } from './update-own-password.ts'

const open = { permission: 'public' } as const
const hide = true

type CredentialParts = Parts<'clock' | 'vault' | 'config' | 'log'> & {
  organizations: OrganizationDirectory
  pendingPasswordResets: PendingPasswordResets
} & NewPasswordParts &
  PasswordAllowance

/** `/portal/password` and `/portal/account/password`: for the portal's pages only */
export const credentialRoutes =
  (parts: CredentialParts): Routes =>
  async (app) => {
    app.post(
      '/password/forgotten',
      {
        config: open,
        schema: { hide, body: PasswordForgottenRequest, response: { 204: Empty, ...problems(400, 403, 421, 503) } },
      },
      async (request, reply) => {
        const organization = await organizationOfPage(parts, request)
        const browserTokens = browserTokensOf(request.headers, organization.origin)
        const source = { ...requestSource(request), browserTokens }
        const token = requestPasswordReset(parts, organization, request.body.email, source)
        reply.header('set-cookie', resetCookie(organization.origin, token, resetMilliseconds))
        return reply.code(204).send()
      },
    )

    // No cookie is looked at or set: a link works in any browser.
    app.post(
      '/password/reset/read',
      {
        config: open,
        schema: { hide, body: LinkReadRequest, response: { 204: Empty, ...problems(400, 403, 421) } },
      },
      async (request, reply) => {
        const { key } = await organizationOfPage(parts, request)
        await checkResetLink(parts, key, request.body.token)
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
        const { key, origin } = await organizationOfPage(parts, request)
        const proof = { ...request.body, browserToken: resetTokenOf(request.headers, origin) }
        await resetPassword(parts, key, proof, requestSource(request))
        return reply.header('set-cookie', removedResetCookie(origin)).code(204).send()
      },
    )

    app.get(
      '/account/password',
      {
        config: { permission: 'member' },
        schema: { hide, response: { 200: PasswordState, ...problems(401, 403) } },
      },
      ({ principal }) => getPasswordState(parts, principal),
    )

    app.put(
      '/account/password',
      {
        config: {
          permission: 'member',
          recentSignIn: 'always',
          edited: { unconditional: 'it sets a first password, and is refused where there is one' },
        },
        schema: { hide, body: PasswordSetRequest, response: { 204: Empty, ...problems(400, 401, 403, 409, 429, 503) } },
      },
      async ({ principal, body, hostname, headers }, reply) => {
        const { origin } = await parts.organizations.find(hostname)
        await setOwnPassword(parts, principal, body.newPassword, browserTokensOf(headers, origin))
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
      async ({ principal, body, hostname, headers }, reply) => {
        const { origin } = await parts.organizations.find(hostname)
        await updateOwnPassword(parts, principal, body, browserTokensOf(headers, origin))
        return reply.code(204).send()
      },
    )
  }
