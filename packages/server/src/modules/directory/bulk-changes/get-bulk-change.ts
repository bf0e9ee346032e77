import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Actor, holds, type Principal } from '../../foundation/permissions/principal.ts'
import { type StoredBulkChange, selectBulkChange, selectUndoingChange } from './bulk-changes-repository.ts'
import type { BulkChange } from './bulk-changes-schemas.ts'
import { mayChange, undoActions } from './change-of-user.ts'

/**
 * How far a change of many users is. It tells of users, so it is read by those who may manage them, and by whoever has asked
 * for it, for as long as they may do what it does.
 * @throws Problem bulk_operation_not_found
 */
export async function getBulkChange(parts: Parts, principal: Principal, requestedKey: string): Promise<BulkChange> {
  const { key, request, ...change } = await requireBulkChange(parts, principal, requestedKey)
  const { total, changed, unchanged, failed, cancelled } = change
  const isUndoable = undoActions[request.action] !== undefined && change.finished_at !== null && changed > 0
  const undo = isUndoable && (await selectUndoingChange(parts.db, principal.organizationKey, key))
  return {
    key,
    action: request.action,
    groupKey: request.groupKey ?? null,
    roleKey: request.roleKey ?? null,
    status: statusOf(change),
    total,
    changed,
    unchanged,
    failed,
    cancelled,
    undoAction: undoActions[request.action] ?? null,
    undoes: request.undoes ?? null,
    undoneBy: undo ? undoing(undo) : null,
    createdAt: change.created_at,
    finishedAt: change.finished_at,
  }
}

const statusOf = ({
  finished_at,
  cancelled,
}: Pick<StoredBulkChange, 'finished_at' | 'cancelled'>): BulkChange['status'] =>
  finished_at === null ? 'Processing' : cancelled > 0 ? 'Cancelled' : 'Finished'

const undoing = ({ key, actor, ...change }: StoredBulkChange): BulkChange['undoneBy'] => ({
  key,
  actor: { type: actor.type, name: actor.name },
  createdAt: change.created_at,
  status: statusOf(change),
  left: change.total - change.changed - change.unchanged,
})

/** @throws Problem bulk_operation_not_found */
export async function requireBulkChange({ db }: Parts, principal: Principal, key: string): Promise<StoredBulkChange> {
  const change = await selectBulkChange(db, principal.organizationKey, normalKey(key))
  if (change && holds(principal, 'User and access management > Manage users')) return change
  if (change && isSender(principal, change.actor) && mayChange(principal, change.request)) return change
  const detail = `There is no bulk change ${key} of the caller. Finished ones are kept for seven days.`
  throw new Problem('bulk_operation_not_found', detail)
}

/** Whether the principal is the one who has asked for a change */
export const isSender = ({ actor }: Principal, sender: Actor): boolean =>
  actor.type === sender.type && actor.key === sender.key
