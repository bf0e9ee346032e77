import type { Parts } from '../../../db/parts.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AuditedChange, recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireAnotherAdministrator } from '../../members/organization-roles/require-another-administrator.ts'
import { requireAuthorityOverUser } from '../../members/organization-roles/require-authority-over-user.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { requirePhotoUrl } from './require-photo-url.ts'
import { lockUser } from './require-user.ts'
import { userEntity } from './user-entity.ts'
import { type UserRow, updateUserRow } from './users-repository.ts'
import type { UserPatchRequest } from './users-schemas.ts'

/**
 * What is absent stays; null clears name and photoUrl, an empty text the photoUrl. Deactivating ends the user's sessions,
 * and whatever they have begun: none of it goes on once they are active again. Somebody who controls what the principal
 * does not is neither deactivated nor activated by them; renaming is free.
 * @throws Problem user_not_found, user_not_registered, invalid_body, last_administrator, permission_missing
 */
export async function updateUser(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: UserPatchRequest,
): Promise<void> {
  const photoUrl = requirePhotoUrl(request.photoUrl)
  await transaction(parts, async (parts) => {
    const before = await lockUser(parts, principal, key)
    const after = {
      ...before,
      name: request.name === undefined ? before.name : requireName('name', request.name),
      photoUrl: request.photoUrl === undefined ? before.photoUrl : photoUrl,
      status: statusAfter(before.status, request.isActive),
    }
    await store(parts, principal, before, after)
  })
}

/**
 * Gives a user whom a deactivation made Inactive the status back that they had before it. Links and codes of that time stay
 * invalid: who is Invited again needs another invitation. A user who is not Inactive any more stays as they are.
 * @returns whether the user was Inactive
 * @throws Problem user_not_found, permission_missing
 */
export function restoreUserStatus(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  status: UserStatus,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const before = await lockUser(parts, principal, key)
    if (before.status !== 'Inactive') return false
    await store(parts, principal, before, { ...before, status })
    return true
  })
}

async function store(parts: Parts<'clock'>, principal: Principal, before: UserRow, after: UserRow): Promise<void> {
  const { db, clock } = parts
  const { organizationKey } = principal
  const changes = changesOf(before, after)
  if (changes.length === 0) return
  if (before.status !== after.status) await requireAuthorityOverUser(parts, principal, before)
  if (before.status === 'Active' && after.status !== 'Active') {
    await requireAnotherAdministrator(parts, organizationKey, before.key)
  }
  if (before.status !== after.status) {
    await startCredentialsEpoch(parts, organizationKey, before.key, { reason: 'ended-by-administrator' })
  }
  await updateUserRow(db, organizationKey, before, after, toTimestamp(clock.now()))
  await recordChanges(parts, principal, changes)
}

/** The status that `isActive` leads to. A user who has not completed the registration can only be deactivated. */
function statusAfter(status: UserStatus, isActive: boolean | null | undefined): UserStatus {
  if (isActive === null || isActive === undefined) return status
  if (!isActive) return 'Inactive'
  if (status === 'Active' || status === 'Inactive') return 'Active'
  throw new Problem(
    'user_not_registered',
    `The user is ${status} and becomes Active by completing the registration. isActive can only be false.`,
  )
}

const statusActions = {
  Active: 'user.activated',
  Inactive: 'user.deactivated',
  Invited: 'user.status-restored',
  PendingRegistration: 'user.status-restored',
} as const satisfies Record<UserStatus, string>

/** One entry for the profile, one for the status; none for what stays as it is. */
function changesOf(before: UserRow, after: UserRow): AuditedChange[] {
  const entity = userEntity(after)
  const changes: AuditedChange[] = []
  const fields = (['name', 'photoUrl'] as const).filter((field) => before[field] !== after[field])
  if (fields.length > 0) {
    const only = (user: UserRow) => Object.fromEntries(fields.map((field) => [field, user[field]]))
    changes.push({ action: 'user.updated', entity, before: only(before), after: only(after) })
  }
  if (before.status !== after.status) {
    changes.push({
      action: statusActions[after.status],
      entity,
      before: { status: before.status },
      after: { status: after.status },
    })
  }
  return changes
}
