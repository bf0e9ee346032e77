import { type Static, Type } from 'typebox'
import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { getAuditMark } from '../../foundation/audit/audit-mark.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { storedUsers, type UserToChange } from './bulk-changes-repository.ts'
import type { BulkChangeRequest } from './bulk-changes-schemas.ts'
import { getUndoneUsers } from './get-undone-users.ts'
import { listMatchingUserKeys } from './list-matching-user-keys.ts'

/** So many users of a change are one operation of the worker: in all slices but the last one. */
export const usersInSlice = 100

/**
 * Whom a change is for. For the server itself: no answer of the API. The event loop takes the users of a slice as the text
 * that is stored, and looks at none of 100,000.
 */
export const UsersToChange = Type.Object({
  total: Type.Integer(),
  slices: Type.Array(Type.String()),
  undone: Type.Optional(Type.Object({ key: Type.String(), total: Type.Integer(), invited: Type.Integer() })),
  /** See `ChangeOfUser` */
  auditMark: Type.Optional(Type.Array(Type.Integer())),
})
export type UsersToChange = Static<typeof UsersToChange>

/**
 * The users of this moment whom the request selects by conditions, or by the change that has changed them. A replica
 * has all that was acknowledged before (`openReplica`), so that reading from one selects the same users.
 * @throws Problem as `listMatchingUserKeys` and `getUndoneUsers`
 */
export async function getUsersToChange(
  parts: Parts<'clock'>,
  principal: Principal,
  { matching, changedBy, ...request }: BulkChangeRequest,
): Promise<UsersToChange> {
  if (changedBy !== undefined) {
    const { users, undone, auditMark } = await getUndoneUsers(parts, principal, { ...request, changedBy })
    return { ...inSlices(users), undone, auditMark: [...auditMark] }
  }
  // Before the users are read, so that whoever is offboarded in between counts as offboarded later.
  const auditMark = await getAuditMark(parts, principal)
  const keys = matching ? await listMatchingUserKeys(parts, principal, matching) : []
  return { ...inSlices(keys.map((key) => ({ key }))), auditMark: [...auditMark] }
}

/** Those whom a request names */
export const namedUsers = ({ userKeys = [] }: BulkChangeRequest): UsersToChange =>
  inSlices([...new Set(userKeys.map(normalKey))].map((key) => ({ key })))

function inSlices(users: readonly UserToChange[]): UsersToChange {
  const slices: string[] = []
  for (let from = 0; from < users.length; from += usersInSlice) {
    slices.push(storedUsers(users.slice(from, from + usersInSlice)))
  }
  return { total: users.length, slices }
}
