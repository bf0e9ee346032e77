import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { holds, type Principal } from '../../foundation/permissions/principal.ts'
import { type StoredBulkChange, selectBulkChange } from './bulk-changes-repository.ts'
import type { BulkChange } from './bulk-changes-schemas.ts'
import { undoActions } from './change-of-user.ts'

/**
 * How far a change of many users is. Whoever has asked for it reads it, and who may manage users:
 * it tells of users.
 * @throws Problem bulk_operation_not_found
 */
export async function getBulkChange(parts: Parts, principal: Principal, requestedKey: string): Promise<BulkChange> {
  const { key, request, ...change } = await requireBulkChange(parts, principal, requestedKey)
  const { total, changed, unchanged, failed, cancelled } = change
  return {
    key,
    action: request.action,
    groupKey: request.groupKey ?? null,
    roleKey: request.roleKey ?? null,
    status: change.finished_at === null ? 'Processing' : cancelled > 0 ? 'Cancelled' : 'Finished',
    total,
    changed,
    unchanged,
    failed,
    cancelled,
    undoAction: undoActions[request.action] ?? null,
    undoes: request.undoes ?? null,
    createdAt: change.created_at,
    finishedAt: change.finished_at,
  }
}

/** @throws Problem bulk_operation_not_found */
export async function requireBulkChange({ db }: Parts, principal: Principal, key: string): Promise<StoredBulkChange> {
  const { organizationKey, actor } = principal
  const change = await selectBulkChange(db, organizationKey, normalKey(key))
  const isOwn = change?.actor.type === actor.type && change.actor.key === actor.key
  if (change && (isOwn || holds(principal, 'User and access management > Manage users'))) return change
  const detail = `There is no bulk change ${key} of the caller. Finished ones are kept for seven days.`
  throw new Problem('bulk_operation_not_found', detail)
}
