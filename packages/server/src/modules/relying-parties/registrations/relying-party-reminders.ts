import type { ReminderSource } from '../../foundation/client-secrets/secret-reminders.ts'
import { listPermissionHolders } from '../../members/organization-roles/list-permission-holders.ts'
import { relyingPartyKind } from './relying-party-kind.ts'

/** The secrets of sign-in applications that expire soon, for those who manage authentication */
export const relyingPartyReminders: ReminderSource = {
  kind: relyingPartyKind,
  page: 'sign-in-applications',
  listManagers: (parts, organizationKey) =>
    listPermissionHolders(parts, organizationKey, 'User and access management > Manage authentication'),
}
