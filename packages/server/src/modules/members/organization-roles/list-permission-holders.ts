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
 * What is written to all of them is stored in one transaction, in which nobody else writes: 200 mails take a tenth of a
 * second, 100,000 a minute.
 */
const mostHolders = 200

/**
 * Active users with an e-mail who hold a permission of the organization at this moment, by a role that they have for the
 * whole of it, to be told of something. A role for assets or a portfolio gives no permission of the organization.
 * @returns 200 at most: Administrators come first, who hold every permission, then others, both in the order of their keys
 */
export async function listPermissionHolders(
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  permission: PermissionName,
): Promise<PermissionHolder[]> {
  const permissionKey = permissionNamed(permission).key
  const now = toTimestamp(clock.now())
  const found = new Map<string, PermissionHolder>()
  const roles = await Array.fromAsync(
    pages(rolesAtOnce, 'key', (page) => selectRolesWithPermission(db, organizationKey, permissionKey, page)),
  )
  const given = roles.filter(({ isGiven }) => isGiven)
  for (const { key: roleKey } of given.toSorted((one, other) => Number(other.isAll) - Number(one.isAll))) {
    const holders = pages(holdersAtOnce, 'userKey', (page) =>
      selectHoldersOfRole(db, organizationKey, { roleKey, now }, page),
    )
    for await (const { email, ...user } of holders) {
      if (email !== null) found.set(user.userKey, { ...user, email })
      if (found.size === mostHolders) return [...found.values()]
    }
  }
  return [...found.values()]
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
