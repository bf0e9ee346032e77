import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type PermissionName, permissionNamed } from '../../foundation/permissions/permission-catalogue.ts'
import {
  type KeyPage,
  type PermissionHolder,
  selectHoldersOfRole,
  selectRolesWithPermission,
} from './permission-holders-repository.ts'

/** A few milliseconds of SQLite's time each */
const rolesAtOnce = 200
const holdersAtOnce = 1_000

/**
 * Active users with an e-mail who hold a permission of the organization at this moment, by a role that they have for the
 * whole of it, in the order of their keys. Administrators hold every permission. A role for assets or a portfolio gives no
 * permission of the organization.
 */
export async function listPermissionHolders(
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  permission: PermissionName,
): Promise<PermissionHolder[]> {
  const permissionKey = permissionNamed(permission).key
  const now = toTimestamp(clock.now())
  const found = new Map<string, PermissionHolder>()
  const roles = pages(rolesAtOnce, 'key', (page) => selectRolesWithPermission(db, organizationKey, permissionKey, page))
  for await (const { key: roleKey, isGiven } of roles) {
    if (!isGiven) continue
    const holders = pages(holdersAtOnce, 'userKey', (page) =>
      selectHoldersOfRole(db, organizationKey, { roleKey, now }, page),
    )
    for await (const { email, ...user } of holders) if (email !== null) found.set(user.userKey, { ...user, email })
  }
  return [...found.values()].toSorted((one, other) => (one.userKey < other.userKey ? -1 : 1))
}

/** All rows, page by page: a large organization has more of them than one statement should read. */
async function* pages<Name extends string, Row extends Record<Name, string>>(
  limit: number,
  key: Name,
  read: (page: KeyPage) => Promise<Row[]>,
): AsyncGenerator<Row> {
  for (let after: string | undefined; ; ) {
    const rows = await read({ after, limit })
    yield* rows
    if (rows.length < limit) return
    after = rows.at(-1)?.[key]
  }
}
