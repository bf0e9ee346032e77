import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { parseGrantPeriod } from './grant-period.ts'
import type { OrganizationRole } from './organization-role.ts'
import {
  type GrantDetails,
  type LockedUser,
  type OrganizationRoleGrant,
  recordedGrant,
  recordRevokedGrant,
} from './organization-role-grant.ts'
import {
  deleteGrants,
  type HeldGrant,
  insertOrganizationRoleGrants,
  selectHeldGrants,
} from './organization-role-grants-repository.ts'
import { requireAnotherAdministrator } from './require-another-administrator.ts'
import { requireGrantScope } from './require-grant-scope.ts'

/**
 * Grants a role for the organization, or for each of the assets, instead of the role that the user has there. What is
 * held in the same way already stays, and nothing is recorded.
 * @throws Problem organization_role_not_found, asset_unknown, portfolio_unknown, grant_period_invalid,
 *   last_administrator
 */
export function grantOrganizationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  user: LockedUser,
  roleKey: string,
  details: GrantDetails,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const { db, clock } = parts
    const now = toTimestamp(clock.now())
    const { role, assetKeys, portfolioKey } = await requireGrantScope(parts, organizationKey, roleKey, details)
    const period = parseGrantPeriod(details.grantPeriod, now)
    const held = await selectHeldGrants(db, organizationKey, user.key, now)
    for (const assetKey of assetKeys) {
      const former = held.filter((other) => other.assetKey === assetKey)
      await replaceGrants(parts, principal, user, { role, former, grant: { ...period, assetKey, portfolioKey }, now })
    }
  })
}

interface Replacement {
  role: OrganizationRole
  /** What the user holds for the organization, or for the asset */
  former: HeldGrant[]
  grant: OrganizationRoleGrant
  now: string
}

async function replaceGrants(
  parts: Parts<'clock'>,
  principal: Principal,
  user: LockedUser,
  { role, former, grant, now }: Replacement,
): Promise<void> {
  const { organizationKey } = principal
  const { db, clock } = parts
  if (former.length === 1 && former.every((other) => other.roleKey === role.key && isSame(other, grant))) return
  if (grant.assetKey === null && !makesPermanentAdministrator(role, grant, now)) {
    await requireAnotherAdministrator(parts, organizationKey, user.key)
  }
  await deleteGrants(db, organizationKey, user.key, grant.assetKey)
  const row = { key: newKey(clock.now()), userKey: user.key, organizationRoleKey: role.key, ...grant }
  await insertOrganizationRoleGrants(db, organizationKey, [row], now)
  for (const other of former) if (other.roleKey !== role.key) await recordRevokedGrant(parts, principal, user, other)
  const before = former.find((other) => other.roleKey === role.key)
  await recordChange(parts, principal, {
    action: 'organization-role.granted',
    entity: { type: 'user', ...user },
    ...(before && { before: recordedGrant(before, before) }),
    after: recordedGrant({ roleKey: role.key, roleName: role.name }, grant),
  })
}

const isSame = (a: OrganizationRoleGrant, b: OrganizationRoleGrant): boolean =>
  a.startTime === b.startTime && a.endTime === b.endTime && a.portfolioKey === b.portfolioKey

const makesPermanentAdministrator = ({ builtIn }: OrganizationRole, grant: OrganizationRoleGrant, now: string) =>
  builtIn === 'Administrator' &&
  grant.endTime === null &&
  grant.portfolioKey === null &&
  (grant.startTime === null || grant.startTime <= now)
