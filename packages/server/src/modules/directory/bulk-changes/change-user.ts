import type { Parts } from '../../../db/parts.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import { Problem } from '../../../problems/problem.ts'
import { hasAuditEntryAfter } from '../../foundation/audit/has-audit-entry-after.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { grantUserApplicationRole } from '../assignments/grant-user-application-role.ts'
import { grantUserOrganizationRole } from '../assignments/grant-user-organization-role.ts'
import { revokeUserApplicationRole } from '../assignments/revoke-user-application-role.ts'
import { revokeUserOrganizationRole } from '../assignments/revoke-user-organization-role.ts'
import { updateGroupMembers } from '../groups/update-group-members.ts'
import { deleteUser } from '../users/delete-user.ts'
import { restoreUserStatus, updateUser } from '../users/update-user.ts'
import type { UserToChange } from './bulk-changes-repository.ts'
import { type ChangeOfUser, givesAccess, undoActions } from './change-of-user.ts'
import { isOfChange } from './is-of-change.ts'

/** What this wing asks of the one that knows how people are invited. */
export interface InviterParts<P> {
  inviteUser(
    parts: P,
    principal: Principal,
    organization: { key: string; baseUrl: string },
    userKey: string,
  ): Promise<void>
}

interface DoneToUser {
  isChanged: boolean
  isUndoable: boolean
  /** Of a user who was deactivated */
  formerStatus?: UserStatus
}

type UserInChange = UserToChange & { status: UserStatus }

/**
 * Does to one user what a bulk change is about, by the operation that there is for one: with its rules, its authority and
 * its entry in the audit trail. In a transaction, with the user locked.
 * @throws Problem whatever that operation throws
 */
export async function changeUser<P extends Parts<'clock'> & InviterParts<P>>(
  parts: P,
  principal: Principal,
  user: UserInChange,
  change: ChangeOfUser,
): Promise<DoneToUser> {
  const isChanged = await carryOut(parts, principal, user, change)
  return {
    isChanged,
    isUndoable: isChanged && undoActions[change.action] !== undefined,
    ...(isChanged && change.action === 'Deactivate' && { formerStatus: user.status }),
  }
}

async function carryOut<P extends Parts<'clock'> & InviterParts<P>>(
  parts: P,
  principal: Principal,
  { key, status, formerStatus }: UserInChange,
  change: ChangeOfUser,
): Promise<boolean> {
  const { organizationKey } = principal
  const { action, groupKey = '', roleKey = '', baseUrl, undoes, auditMark } = change
  if (givesAccess(action) && (undoes !== undefined || status === 'Inactive')) {
    // Asked with the user locked: an offboarding that is under way is over by then.
    const offboarded = { action: ['user.offboarded' as const], entityKey: [key] }
    if (await hasAuditEntryAfter(parts, principal, offboarded, auditMark)) throw userOffboarded()
  }
  const isOthers = async () => undoes && !(await isOfChange(parts, principal, key, { ...change, undoes }))
  switch (action) {
    case 'Activate':
      if (await isOthers()) return false
      if (formerStatus) return restoreUserStatus(parts, principal, key, formerStatus)
      await updateUser(parts, principal, key, { isActive: true })
      return status !== 'Active'
    case 'Deactivate':
      if (await isOthers()) return false
      await updateUser(parts, principal, key, { isActive: false })
      return status !== 'Inactive'
    case 'Delete':
      await deleteUser(parts, principal, key)
      return true
    case 'Invite':
      await parts.inviteUser(parts, principal, { key: organizationKey, baseUrl }, key)
      return true
    case 'AddToGroup':
      if (await isOthers()) return false
      return updateGroupMembers(parts, principal, groupKey, { userKeysToAdd: [key] })
    case 'RemoveFromGroup':
      if (await isOthers()) return false
      return updateGroupMembers(parts, principal, groupKey, { userKeysToRemove: [key] })
    case 'GrantOrganizationRole':
      return grantUserOrganizationRole(parts, principal, { key, roleKey }, null)
    case 'RevokeOrganizationRole':
      return revokeUserOrganizationRole(parts, principal, { key, roleKey }, null)
    case 'GrantApplicationRole':
      if (await isOthers()) return false
      return grantUserApplicationRole(parts, principal, { key, roleKey })
    case 'RevokeApplicationRole':
      if (await isOthers()) return false
      return revokeUserApplicationRole(parts, principal, { key, roleKey })
  }
}

const userOffboarded = (): Problem =>
  new Problem(
    'user_offboarded',
    'The user was offboarded after this change was asked for, or the one that it undoes. Change them individually if that is what you want.',
  )
