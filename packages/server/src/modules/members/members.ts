import { periodicTask } from '../../config/periodic-task.ts'
import type { Foundation } from '../foundation/foundation.ts'
import type { BaseParts, WingRoutes } from '../wing.ts'
import {
  organizationRoleManagementRoutes,
  organizationRoleRoutes,
} from './organization-roles/organization-roles-routes.ts'
import { deleteExpiredSessions } from './sessions/delete-expired-sessions.ts'
import { sessionRoutes } from './sessions/sessions-routes.ts'

const expiryMilliseconds = 600_000

/** Who administers the organization, and who of them is signed in. */
export type Members = ReturnType<typeof openMembers>['parts']

export function openMembers(base: BaseParts) {
  const expiredSessions = periodicTask(
    expiryMilliseconds,
    () => deleteExpiredSessions(base),
    (err) => base.log.warn({ err }, 'sessions that have expired could not be deleted yet'),
  )
  return {
    parts: {},
    workers: [expiredSessions],
  }
}

export const membersRoutes = (context: BaseParts & Foundation & Members): WingRoutes => ({
  identity: [organizationRoleRoutes(context)],
  management: [organizationRoleManagementRoutes(context)],
  portal: [sessionRoutes(context)],
})
