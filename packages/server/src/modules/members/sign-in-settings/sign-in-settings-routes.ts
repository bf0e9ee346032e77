import type { Parts } from '../../../db/parts.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { getSignInSettingsAnswer } from './get-sign-in-settings.ts'
import { SignInSettings, SignInSettingsRequest } from './sign-in-settings-schemas.ts'
import type { SignInSettingsParts } from './store-sign-in-settings.ts'
import { updateSignInSettings } from './update-sign-in-settings.ts'

const permission = 'User and access management > Manage authentication'
const tags = ['sign-ins']
const settings = { kind: 'sign-in settings', fields: Object.keys(SignInSettingsRequest.properties) }
const editSettings = conditionalEdit({
  lock: ({ db }, { organizationKey }) => lockOrganizationRow(db, organizationKey),
  read: (parts, { organizationKey }) => getSignInSettingsAnswer(parts, organizationKey),
  change: updateSignInSettings,
})

/** `/api/management/v1/sign-in-settings`: what the organization requires of its sign-ins and sessions. */
export const signInSettingsRoutes =
  (parts: SignInSettingsParts & Parts<'vault'> & { organizations: OrganizationDirectory }): Routes =>
  async (app) => {
    app.get(
      '/sign-in-settings',
      {
        config: { permission, edited: settings },
        schema: {
          operationId: 'SignInSettings_Read',
          summary: 'Read what the organization requires of its sign-ins and sessions',
          tags,
          response: { 200: SignInSettings, ...problems(401, 403) },
        },
      },
      ({ principal }) => getSignInSettingsAnswer(parts, principal.organizationKey),
    )

    app.patch(
      '/sign-in-settings',
      {
        config: { permission, recentSignIn: 'always', edited: settings },
        schema: {
          operationId: 'SignInSettings_Edit',
          summary: 'Change what the organization requires of its sign-ins and sessions, also of sessions that exist',
          tags,
          body: SignInSettingsRequest,
          response: { 204: Empty, ...problems(400, 401, 403) },
        },
      },
      async (request, reply) => {
        const { origin } = await parts.organizations.find(request.hostname)
        await editSettings(parts, request, reply, origin)
        return reply.code(204).send()
      },
    )
  }
