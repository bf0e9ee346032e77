import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import { Problem } from '../../../problems/problem.ts'
import type { AuditMark } from '../../foundation/audit/audit-mark.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectSliceResults, type UserToChange } from './bulk-changes-repository.ts'
import type { BulkChange, BulkChangeRequest } from './bulk-changes-schemas.ts'
import { undoActions } from './change-of-user.ts'
import { requireBulkChange } from './get-bulk-change.ts'

/**
 * Those whom the change `changedBy` has changed, each with what undoing it needs to know, and what the undo keeps of it.
 * @throws Problem bulk_operation_not_found, invalid_body where that change goes on, or is not undone by this one
 */
export async function getUndoneUsers(
  { db }: Parts,
  principal: Principal,
  { action, groupKey, roleKey, changedBy }: BulkChangeRequest & { changedBy: string },
): Promise<{ users: UserToChange[]; undone: NonNullable<BulkChange['undoes']>; auditMark: AuditMark }> {
  const former = await requireBulkChange({ db }, principal, changedBy)
  const { request } = former
  const isInverse =
    undoActions[request.action] === action && sameKey(request.groupKey, groupKey) && sameKey(request.roleKey, roleKey)
  if (!isInverse) {
    const detail = 'The field changedBy needs the action that undoes that change, with the same group or role.'
    throw new Problem('invalid_body', detail)
  }
  // What is undone of a change that goes on would be changed by it, or not, as it happens.
  if (former.finished_at === null) {
    const detail = 'The field changedBy names a change that is not finished. Cancel it first, or wait until it is over.'
    throw new Problem('invalid_body', detail)
  }
  const users: UserToChange[] = []
  const read = (page: PageAfter<string>) => selectSliceResults(db, principal.organizationKey, former.key, page)
  for await (const slices of readPages(slicesAtOnce, read, ({ key }) => key)) {
    for (const { userKey, isUndoable, formerStatus } of slices.flatMap(({ results }) => results)) {
      if (isUndoable) users.push({ key: userKey, ...(formerStatus && { formerStatus }) })
    }
  }
  const invited = users.filter(({ formerStatus }) => formerStatus === 'Invited').length
  return { users, undone: { key: former.key, total: former.total, invited }, auditMark: request.auditMark }
}

const slicesAtOnce = 100

const sameKey = (one: string | undefined, other: string | undefined): boolean =>
  (one && normalKey(one)) === (other && normalKey(other))
