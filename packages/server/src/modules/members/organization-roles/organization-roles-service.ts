import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { permissionNamed } from '../../foundation/permissions/permission-catalogue.ts'
import { administratorPermissions, developerPermissions } from './built-in-roles.ts'
import {
  administratorGrant,
  existsOtherAdministrator,
  insertOrganizationRolePermissions,
  insertOrganizationRoles,
  insertUserOrganizationRoles,
  lockAdministratorRole,
  selectAdministratorKeys,
} from './organization-roles-repository.ts'

/** Administrator and Developer, which every organization begins with. @returns their keys */
export async function createBuiltInOrganizationRoles(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  developmentKey: string,
): Promise<{ administratorKey: string; developerKey: string }> {
  const now = clock.now()
  const roles = [
    { key: newKey(now), name: 'Administrator', builtIn: 'Administrator', permissions: administratorPermissions },
    { key: newKey(now), name: 'Developer', builtIn: 'Developer', permissions: developerPermissions(developmentKey) },
  ] as const
  await insertOrganizationRoles(trx, organizationKey, roles, toTimestamp(now))
  const permissions = roles.flatMap((role) =>
    role.permissions.map(({ permission, environmentKey }) => ({
      key: newKey(now),
      organizationRoleKey: role.key,
      permissionKey: permissionNamed(permission).key,
      environmentKey,
    })),
  )
  await insertOrganizationRolePermissions(trx, organizationKey, permissions)
  return { administratorKey: roles[0].key, developerKey: roles[1].key }
}

export interface NewOrganizationRoleGrant {
  userKey: string
  organizationRoleKey: string
  /** Absent: for the whole organization */
  assetKey?: string
  portfolioKey?: string
  /** ISO 8601 in UTC with milliseconds. Absent: from the beginning, or without end */
  startTime?: string
  endTime?: string
}

export async function grantOrganizationRoles(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  grants: readonly NewOrganizationRoleGrant[],
): Promise<void> {
  const now = clock.now()
  const rows = grants.map(({ assetKey, portfolioKey, startTime, endTime, ...grant }) => ({
    key: newKey(now),
    ...grant,
    assetKey: assetKey ?? null,
    portfolioKey: portfolioKey ?? null,
    startTime: startTime ?? null,
    endTime: endTime ?? null,
  }))
  await insertUserOrganizationRoles(trx, organizationKey, rows, toTimestamp(now))
}

/** Whoever is active and Administrator of the organization at this moment. */
export const administratorKeys = (db: Db, clock: Clock, organizationKey: string): Promise<string[]> =>
  selectAdministratorKeys(db, organizationKey, toTimestamp(clock.now()))

/** Nobody else decides who is Administrator before the transaction ends. @returns the role's key */
export const holdAdministratorRole = (trx: Db, organizationKey: string): Promise<string> =>
  lockAdministratorRole(trx, organizationKey)

/**
 * Refuses to take the only active Administrator away. Call it before the user is deactivated or deleted, or loses the
 * role or a part of it, in the same transaction. Who is Administrator for good is followed only by another one who is.
 * @throws Problem last_administrator
 */
export async function requireAnotherAdministrator(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  userKey: string,
): Promise<void> {
  const now = toTimestamp(clock.now())
  const held = await administratorGrant(trx, organizationKey, userKey, now)
  if (!held) return
  await lockAdministratorRole(trx, organizationKey)
  if (await existsOtherAdministrator(trx, organizationKey, userKey, now, { lasting: held.isLasting })) return
  throw new Problem(
    'last_administrator',
    'This is the last active user with the Administrator role for good, so it must stay as it is.',
  )
}
