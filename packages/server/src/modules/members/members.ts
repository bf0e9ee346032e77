import { periodicTask } from '../../db/periodic-task.ts'
import type { ReadsPart } from '../../http/api/reads.ts'
import type { BaseParts } from '../foundation/base-parts.ts'
import type { Foundation } from '../foundation/foundation.ts'
import type { MailSettingsParts } from '../foundation/mail/store-settings-notices.ts'
import type { OpenedWing, WingRoutes } from '../wing.ts'
import { getAdministratorRecipients } from './organization-roles/administrator-recipients.ts'
import {
  organizationRoleManagementRoutes,
  organizationRoleRoutes,
} from './organization-roles/organization-roles-routes.ts'
import { deleteEndedSessions } from './sessions/delete-ended-sessions.ts'
import { deleteExpiredSessions } from './sessions/delete-expired-sessions.ts'
import type { SessionApplicationsPart } from './sessions/list-sessions.ts'
import { sessionRoutes } from './sessions/sessions-routes.ts'
import { signInSettingsRoutes } from './sign-in-settings/sign-in-settings-routes.ts'
import type { SignInSettingsParts } from './sign-in-settings/store-sign-in-settings.ts'

const expiryMilliseconds = 600_000

export { hasSessionCookie } from './sessions/session-cookie.ts'

/** What the wings below ask of this one, and its room of settings of the one of sessions */
export type Members = Pick<MailSettingsParts, 'administratorRecipients'> &
  Pick<SignInSettingsParts, 'deleteEndedSessions'>

/** The task that deletes expired sessions. */
export function openMembers(base: BaseParts): OpenedWing<Members> {
  const expiredSessions = periodicTask(
    expiryMilliseconds,
    (signal) => deleteExpiredSessions(base, signal),
    (err) => base.log.warn({ err }, 'sessions that have expired could not be deleted yet'),
  )
  return {
    parts: { administratorRecipients: getAdministratorRecipients, deleteEndedSessions },
    workers: [expiredSessions],
  }
}

/** Organization roles, and the sessions of the members who hold them. */
export const membersRoutes = (
  context: BaseParts & Foundation & Members & SessionApplicationsPart & ReadsPart,
): WingRoutes => ({
  identity: [organizationRoleRoutes(context)],
  management: [organizationRoleManagementRoutes(context), signInSettingsRoutes(context)],
  portal: [sessionRoutes(context)],
})
