import type { Parts } from '../../../db/parts.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type PermissionName, permissionNamed } from '../../foundation/permissions/permission-catalogue.ts'
import {
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
  const readRoles = (page: PageAfter<string>) => selectRolesWithPermission(db, organizationKey, permissionKey, page)
  const roles = await Array.fromAsync(readPages(rolesAtOnce, readRoles, ({ key }) => key))
  const given = roles.flat().filter(({ isGiven }) => isGiven)
  for (const { key: roleKey } of given.toSorted((one, other) => Number(other.isAll) - Number(one.isAll))) {
    const readHolders = (page: PageAfter<string>) => selectHoldersOfRole(db, organizationKey, { roleKey, now }, page)
    for await (const holders of readPages(holdersAtOnce, readHolders, ({ userKey }) => userKey)) {
      for (const { email, ...user } of holders) {
        if (email !== null) found.set(user.userKey, { ...user, email })
        if (found.size === mostHolders) return [...found.values()]
      }
    }
  }
  return [...found.values()]
}
