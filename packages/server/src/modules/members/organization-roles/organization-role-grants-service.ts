import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { normalKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { pageOf } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type GrantPeriod, parseGrantPeriod } from './grant-period.ts'
import { keepOrganizationRole } from './organization-role-definitions-repository.ts'
import {
  deleteGrants,
  existsPortfolio,
  type GrantFilter,
  type HeldGrant,
  selectHeldGrantPage,
  selectHeldGrants,
  unknownAssets,
} from './organization-role-grants-repository.ts'
import type { OrganizationRole } from './organization-roles-repository.ts'
import { grantOrganizationRoles, requireAnotherAdministrator } from './organization-roles-service.ts'

/** The user must be locked: a user has one role for the organization, and one for each asset. */
interface LockedUser {
  key: string
  name: string | null
}

export interface GrantDetails {
  grantPeriod?: { startTime?: string | null; endTime?: string | null } | null
  assetKeys?: readonly string[] | null
  portfolioKey?: string | null
}

type Grant = GrantPeriod & { assetKey: string | null; portfolioKey: string | null }

/** The grants of a user that hold or will hold, by the role's name. Those that have ended are gone by themselves. */
export async function listOrganizationRoleGrants(
  db: Db,
  clock: Clock,
  organizationKey: string,
  userKey: string,
  filter: GrantFilter,
  { limit = 100, offset = 0 }: { limit?: number; offset?: number },
) {
  const now = toTimestamp(clock.now())
  const { rows, total } = await selectHeldGrantPage(db, organizationKey, userKey, now, filter, { limit, offset })
  const results = rows.map(({ roleKey, roleName, startTime, endTime, assetKey, portfolioKey }) => ({
    key: roleKey,
    name: roleName,
    grantPeriod: startTime === null && endTime === null ? null : { startTime, endTime },
    assetKey,
    portfolioKey,
  }))
  return pageOf(results, total, { limit, offset })
}

/**
 * Grants a role for the organization, or for each of the assets, in the place of the role that the user has there. What
 * is held in the same way already stays, and nothing is recorded.
 * @throws Problem organization_role_not_found, asset_unknown, portfolio_unknown, grant_period_invalid, last_administrator
 */
export async function grantOrganizationRole(
  trx: Db,
  clock: Clock,
  principal: Principal,
  user: LockedUser,
  roleKey: string,
  details: GrantDetails,
): Promise<void> {
  const { organizationKey } = principal
  const now = toTimestamp(clock.now())
  const role = await requireRole(trx, organizationKey, roleKey)
  const assetKeys = await requireAssets(trx, organizationKey, details.assetKeys)
  const portfolioKey = await requirePortfolio(trx, organizationKey, details.portfolioKey)
  const period = parseGrantPeriod(details.grantPeriod, now)
  const held = await selectHeldGrants(trx, organizationKey, user.key, now)
  for (const assetKey of assetKeys) {
    const grant: Grant = { ...period, assetKey, portfolioKey }
    const former = held.filter((other) => other.assetKey === assetKey)
    if (former.length === 1 && former.every((other) => other.roleKey === role.key && isSame(other, grant))) continue
    if (assetKey === null && !makesLastingAdministrator(role, grant, now)) {
      await requireAnotherAdministrator(trx, clock, organizationKey, user.key)
    }
    await deleteGrants(trx, organizationKey, user.key, assetKey)
    await grantOrganizationRoles(trx, clock, organizationKey, [
      {
        userKey: user.key,
        organizationRoleKey: role.key,
        ...(assetKey === null ? {} : { assetKey }),
        ...(portfolioKey === null ? {} : { portfolioKey }),
        ...(period.startTime === null ? {} : { startTime: period.startTime }),
        ...(period.endTime === null ? {} : { endTime: period.endTime }),
      },
    ])
    for (const other of former) if (other.roleKey !== role.key) await recordRevoked(trx, clock, principal, user, other)
    const before = former.find((other) => other.roleKey === role.key)
    await recordChange({ db: trx, clock }, principal, {
      action: 'organization-role.granted',
      entity: { type: 'user', ...user },
      ...(before && { before: recorded(before, before) }),
      after: recorded({ roleKey: role.key, roleName: role.name }, grant),
    })
  }
}

/**
 * Takes a role away for the organization, or for each of the assets. What the user does not have stays so.
 * @throws Problem organization_role_not_found, asset_unknown, last_administrator
 */
export async function revokeOrganizationRole(
  trx: Db,
  clock: Clock,
  principal: Principal,
  user: LockedUser,
  roleKey: string,
  details: Pick<GrantDetails, 'assetKeys'>,
): Promise<void> {
  const { organizationKey } = principal
  const role = await requireRole(trx, organizationKey, roleKey)
  const assetKeys = await requireAssets(trx, organizationKey, details.assetKeys)
  const held = await selectHeldGrants(trx, organizationKey, user.key, toTimestamp(clock.now()))
  for (const grant of held.filter((other) => other.roleKey === role.key && assetKeys.includes(other.assetKey))) {
    if (grant.assetKey === null) await requireAnotherAdministrator(trx, clock, organizationKey, user.key)
    await deleteGrants(trx, organizationKey, user.key, grant.assetKey)
    await recordRevoked(trx, clock, principal, user, grant)
  }
}

async function requireRole(trx: Db, organizationKey: string, key: string): Promise<OrganizationRole> {
  const role = await keepOrganizationRole(trx, organizationKey, normalKey(key))
  if (role) return role
  throw new Problem('organization_role_not_found', `There is no organization role ${key}.`)
}

/** Null stands for the organization: no asset was named. */
async function requireAssets(
  trx: Db,
  organizationKey: string,
  asked: readonly string[] | null | undefined,
): Promise<(string | null)[]> {
  const keys = [...new Set((asked ?? []).map(normalKey))]
  const unknown = await unknownAssets(trx, organizationKey, keys)
  if (unknown.length > 0) throw new Problem('asset_unknown', `assetKeys: there is no asset ${unknown.join(', ')}.`)
  return keys.length > 0 ? keys : [null]
}

async function requirePortfolio(
  trx: Db,
  organizationKey: string,
  asked: string | null | undefined,
): Promise<string | null> {
  if (asked === undefined || asked === null) return null
  const key = normalKey(asked)
  if (await existsPortfolio(trx, organizationKey, key)) return key
  throw new Problem('portfolio_unknown', `portfolioKey: there is no portfolio ${asked}.`)
}

const isSame = (a: Grant, b: Grant): boolean =>
  a.startTime === b.startTime && a.endTime === b.endTime && a.portfolioKey === b.portfolioKey

const makesLastingAdministrator = ({ builtIn }: OrganizationRole, grant: Grant, now: string): boolean =>
  builtIn === 'Administrator' &&
  grant.endTime === null &&
  grant.portfolioKey === null &&
  (grant.startTime === null || grant.startTime <= now)

const recordRevoked = (trx: Db, clock: Clock, principal: Principal, user: LockedUser, grant: HeldGrant) =>
  recordChange({ db: trx, clock }, principal, {
    action: 'organization-role.revoked',
    entity: { type: 'user', ...user },
    before: recorded(grant, grant),
  })

const recorded = (role: { roleKey: string; roleName: string }, grant: Grant) => ({
  organizationRoleKey: role.roleKey,
  organizationRoleName: role.roleName,
  assetKey: grant.assetKey,
  portfolioKey: grant.portfolioKey,
  startTime: grant.startTime,
  endTime: grant.endTime,
})
