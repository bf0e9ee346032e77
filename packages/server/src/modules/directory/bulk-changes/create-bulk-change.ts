import { announceWork } from '../../../db/announce-work.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { requireApplicationRole } from '../../applications/application-roles/get-application-roles.ts'
import { getAuditMark } from '../../foundation/audit/audit-mark.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/record-change.ts'
import { type Principal, requireForAsset } from '../../foundation/permissions/principal.ts'
import { requireOrganizationRole } from '../../members/organization-roles/get-organization-role.ts'
import { requireRecentSignIn } from '../../members/sign-in-settings/require-recent-sign-in.ts'
import { relatedToRole } from '../assignments/lock-user-and-role.ts'
import { groupEntity } from '../groups/group.ts'
import { requireGroup } from '../groups/require-group.ts'
import { countWaitingUsers, insertBulkChange, insertSlices } from './bulk-changes-repository.ts'
import { type BulkChange, type BulkChangeRequest, mostNamedUsers, mostUsers } from './bulk-changes-schemas.ts'
import { type ChangeOfUser, permissionOf, requireMayChange } from './change-of-user.ts'
import { getBulkChange } from './get-bulk-change.ts'
import { namedUsers, type UsersToChange } from './get-users-to-change.ts'

/** Two of the largest changes. More would fill the disk faster than they are carried out. */
const mostWaiting = 2 * mostUsers
/** So that one sender does not keep all others from changing anything */
const mostOfSender = mostUsers
/** Whoever has no more than these waiting is never refused, so that several senders together do not keep out the others. */
const fewOfSender = mostNamedUsers

/**
 * Stores what is to be done to whom: the keys of the users as they are at this moment. A worker changes them one by one,
 * each with what the caller may do by then.
 * @param selected the users whom the request selects, where it does not name them
 * @throws Problem permission_missing, sign_in_not_recent, invalid_body, group_not_found, organization_role_not_found,
 *   application_role_not_found, bulk_changes_waiting
 */
export async function createBulkChange(
  parts: Parts<'clock'>,
  principal: Principal,
  {
    request,
    baseUrl,
    selected = namedUsers(request),
  }: { request: BulkChangeRequest; baseUrl: string; selected?: UsersToChange | undefined },
): Promise<BulkChange> {
  const { action, groupKey, roleKey } = request
  const change: RequestedChange = { action, groupKey, roleKey, baseUrl }
  requireMayChange(principal, change)
  requireOneSelection(request)
  const target = await requireTarget(parts, principal, change)
  await requireRecentForChange(parts, principal, change)
  const { total, undone: undoes } = selected
  if (total === 0) {
    const detail = request.matching ? 'The field matching selects no user.' : 'The field changedBy selects no user.'
    throw new Problem('invalid_body', detail)
  }
  if (total > mostUsers) {
    const detail = `The field matching selects more than ${mostUsers} users. Narrow it, and change them in several steps.`
    throw new Problem('invalid_body', detail)
  }
  const key = await store(parts, principal, { ...change, ...(undoes && { undoes }) }, selected, target)
  return getBulkChange(parts, principal, key)
}

/** What is asked for, whenever the users were selected */
type RequestedChange = Omit<ChangeOfUser, 'auditMark'>

/** Which group or role it is about, for the audit trail */
type Target = Pick<AuditedChange, 'environmentKey'> & { named: NonNullable<AuditedChange['related']> }

function store(
  parts: Parts<'clock'>,
  principal: Principal,
  change: RequestedChange,
  { total, slices, auditMark }: UsersToChange,
  { named, environmentKey }: Target,
): Promise<string> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey, actor } = principal
    await requireFewWaiting(parts, principal, total)
    // Those who are named were meant as they are now.
    const request = { ...change, auditMark: auditMark ?? (await getAuditMark(parts, principal)) }
    const now = clock.now()
    const key = newKey(now)
    // What is done to the users is told by entries of their own, which are part of this one.
    const stored = { key, actor: { ...actor, partOf: key }, request, createdAt: toTimestamp(now), total }
    await insertBulkChange(db, organizationKey, stored)
    await insertSlices(db, organizationKey, { ...stored, slices: slices.map((users) => ({ key: newKey(now), users })) })
    const { baseUrl: _, undoes, ...told } = change
    const undone = undoes && { type: 'bulk-change' as const, key: undoes.key, name: null }
    await recordChange(parts, principal, {
      action: undoes ? 'bulk-change.undo-started' : 'bulk-change.started',
      entity: { type: 'bulk-change', key, name: change.action },
      after: { ...told, users: total },
      ...(environmentKey && { environmentKey }),
      related: [...(undone ? [undone] : []), ...named],
      // Found as an entry about that one as well: it tells whether, and by whom, a change was undone.
      ...(undone && { namedKeys: [undone.key] }),
    })
    announceWork(db, 'bulk-users')
    return key
  })
}

/** Those that are sent at the same moment are counted one after the other: each sees the ones before. */
async function requireFewWaiting({ db }: Parts, { organizationKey, actor }: Principal, more: number): Promise<void> {
  await lockOrganizationRow(db, organizationKey)
  const { all, own } = await countWaitingUsers(db, organizationKey, actor)
  if (own + more <= fewOfSender) return
  const isOwnShare = own + more > mostOfSender
  if (!isOwnShare && all + more <= mostWaiting) return
  const [waiting, of, most] = isOwnShare ? [own, ' of this sender', mostOfSender] : [all, '', mostWaiting]
  const detail = `${waiting} users of bulk changes${of} that were sent before wait already, of ${most} at most. Try again later.`
  throw new Problem('bulk_changes_waiting', detail, { 'retry-after': '60' })
}

/** @throws Problem invalid_body */
export function requireOneSelection({ userKeys, matching, changedBy }: BulkChangeRequest): void {
  const given = [userKeys, matching, changedBy].filter((selection) => selection !== undefined)
  if (given.length === 1) return
  throw new Problem('invalid_body', 'Exactly one of the fields userKeys, matching and changedBy must be given.')
}

async function requireTarget(parts: Parts, principal: Principal, change: RequestedChange): Promise<Target> {
  const { action, groupKey, roleKey } = change
  const field = action.endsWith('Group') ? 'groupKey' : action.endsWith('Role') ? 'roleKey' : undefined
  for (const name of ['groupKey', 'roleKey'] as const) {
    if ((change[name] !== undefined) === (name === field)) continue
    const detail =
      name === field ? `The action ${action} needs the field ${name}.` : `The action ${action} takes no ${name}.`
    throw new Problem('invalid_body', detail)
  }
  if (groupKey) {
    const group = await requireGroup(parts, principal, groupKey)
    return { named: [groupEntity(group)], environmentKey: group.environmentKey }
  }
  if (!roleKey) return { named: [] }
  const { organizationKey } = principal
  if (action.endsWith('OrganizationRole')) {
    const { key, name } = await requireOrganizationRole(parts, organizationKey, normalKey(roleKey))
    return { named: [{ type: 'organization-role', key, name }] }
  }
  const role = await requireApplicationRole(parts, organizationKey, normalKey(roleKey))
  requireForAsset(principal, permissionOf[action], role.asset, role.environment)
  return { named: relatedToRole(role), environmentKey: role.environment.key }
}

/** As the operations on one user do */
async function requireRecentForChange(
  parts: Parts<'clock'>,
  principal: Principal,
  { action }: RequestedChange,
): Promise<void> {
  if (action === 'Invite') await requireRecentSignIn(parts, principal, 'always')
  if (action.endsWith('OrganizationRole')) await requireRecentSignIn(parts, principal, 'organization-roles')
}
