import type { ReminderSource } from '../../foundation/client-secrets/secret-reminders.ts'
import { listPermissionHolders } from '../../members/organization-roles/list-permission-holders.ts'
import { apiClientKind } from './api-client-kind.ts'

/** The secrets of API clients that expire soon, for those who manage API clients */
export const apiClientReminders: ReminderSource = {
  kind: apiClientKind,
  page: 'api-clients',
  listManagers: (parts, organizationKey) =>
    listPermissionHolders(parts, organizationKey, 'User and access management > Manage API clients'),
}
