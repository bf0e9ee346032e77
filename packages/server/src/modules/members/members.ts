import { periodicTask } from '../../config/periodic-task.ts'
import type { Foundation } from '../foundation/foundation.ts'
import type { BaseParts, WingRoutes } from '../wing.ts'
import {
  organizationRoleManagementRoutes,
  organizationRoleRoutes,
} from './organization-roles/organization-roles-routes.ts'
import { createAuthorizationRecords } from './sessions/authorization-records.ts'
import { createMemberDirectory } from './sessions/member-directory.ts'
import { sessionRoutes } from './sessions/sessions-routes.ts'
import { createSessionService } from './sessions/sessions-service.ts'

const expiryMilliseconds = 600_000

/** Who administers the organization, and who of them is signed in. */
export type Members = ReturnType<typeof openMembers>['parts']

export function openMembers(base: BaseParts) {
  const sessions = createSessionService(base)
  const expiredSessions = periodicTask(expiryMilliseconds, sessions.deleteExpired, (err) =>
    base.log.warn({ err }, 'sessions that have expired could not be deleted yet'),
  )
  return {
    parts: {
      sessions,
      members: createMemberDirectory(base),
      authorizationRecords: createAuthorizationRecords(base),
    },
    workers: [expiredSessions],
  }
}

export const membersRoutes = (context: BaseParts & Foundation & Members): WingRoutes => ({
  identity: [organizationRoleRoutes(context)],
  management: [organizationRoleManagementRoutes(context)],
  portal: [sessionRoutes(context)],
})
