import type { Problem } from '../../../problems/problem.ts'
import type { AuditMark } from '../../foundation/audit/audit-mark.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import { holds, type Principal, permissionMissing } from '../../foundation/permissions/principal.ts'
import { groupPermission } from '../groups/group-permission.ts'
import type { BulkChange, BulkChangeAction } from './bulk-changes-schemas.ts'

/** What is done to each user of a bulk change */
export interface ChangeOfUser {
  action: BulkChangeAction
  groupKey?: string | undefined
  roleKey?: string | undefined
  /** Where the links of invitations lead */
  baseUrl: string
  /** The change that this one undoes */
  undoes?: NonNullable<BulkChange['undoes']>
  /**
   * The audit trail when the users were selected; of one that undoes another, that of the other. Nobody who was offboarded
   * after that is given anything.
   */
  auditMark: AuditMark
}

const managesUsers = 'User and access management > Manage users'
const managesMembers = 'User and access management > Manage member access'
const managesEndUsers = 'End-user management > Manage end-user access'

/** The permission that the operation on one user needs. Each of the users is judged by that operation besides. */
export const permissionOf: Record<BulkChangeAction, PermissionName> = {
  Activate: managesUsers,
  Deactivate: managesUsers,
  Delete: managesUsers,
  Invite: managesUsers,
  AddToGroup: groupPermission,
  RemoveFromGroup: groupPermission,
  GrantOrganizationRole: managesMembers,
  RevokeOrganizationRole: managesMembers,
  GrantApplicationRole: managesEndUsers,
  RevokeApplicationRole: managesEndUsers,
}

/**
 * What puts the users back whom the change has changed. A granted organization role can stand where another one was, and
 * a revoked one had a time of its own. Neither these nor deletions and mails can be undone.
 */
export const undoActions: Partial<Record<BulkChangeAction, BulkChangeAction>> = {
  Activate: 'Deactivate',
  Deactivate: 'Activate',
  AddToGroup: 'RemoveFromGroup',
  RemoveFromGroup: 'AddToGroup',
  GrantApplicationRole: 'RevokeApplicationRole',
  RevokeApplicationRole: 'GrantApplicationRole',
}

const giving: BulkChangeAction[] = ['Activate', 'AddToGroup', 'GrantOrganizationRole', 'GrantApplicationRole']

/** Whether it gives the user something: those who have left meanwhile get none of it. */
export const givesAccess = (action: BulkChangeAction): boolean => giving.includes(action)

export const mayChange = (principal: Principal, { action }: Pick<ChangeOfUser, 'action'>): boolean =>
  holds(principal, permissionOf[action])

/** @throws Problem permission_missing */
export function requireMayChange(principal: Principal, change: Pick<ChangeOfUser, 'action'>): void {
  if (!mayChange(principal, change)) throw mayNotChange(change)
}

export const mayNotChange = ({ action }: Pick<ChangeOfUser, 'action'>): Problem =>
  permissionMissing(`The action ${action} needs the permission ${permissionOf[action]}.`)
