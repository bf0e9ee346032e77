import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { requireMayGive } from '../../foundation/permissions/authority.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { accessOfRoles } from './access-of-roles.ts'
import { parseGrantPeriod } from './grant-period.ts'
import type { OrganizationRole } from './organization-role.ts'
import {
  type GrantDetails,
  type LockedUser,
  type OrganizationRoleGrant,
  recordedGrant,
  recordRevokedGrant,
  relatedToGrant,
} from './organization-role-grant.ts'
import {
  deleteEndedGrants,
  deleteGrants,
  type HeldGrant,
  insertOrganizationRoleGrants,
  selectHeldGrants,
} from './organization-role-grants-repository.ts'
import { requireAnotherAdministrator } from './require-another-administrator.ts'
import { requireAuthorityOverUser } from './require-authority-over-user.ts'
import { requireGrantScope } from './require-grant-scope.ts'

/** What a member may do is put together of all of them with each request. */
export const mostAssetsOfUser = 500

/**
 * Grants a role for the organization, or for each of the assets, instead of the role that the user has there. What is
 * held in the same way already stays, and nothing is recorded. What the role gives there is judged as if it held now, and
 * a role is taken only from a user who controls nothing that the principal does not.
 * @returns whether it changed something
 * @throws Problem organization_role_not_found, asset_unknown, portfolio_unknown, grant_period_invalid,
 *   organization_role_assets_too_many, last_administrator, permission_missing
 */
export function grantOrganizationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  user: LockedUser,
  roleKey: string,
  details: GrantDetails,
): Promise<boolean> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const { db, clock } = parts
    const now = toTimestamp(clock.now())
    const { role, scopes } = await requireGrantScope(parts, organizationKey, roleKey, details)
    const period = parseGrantPeriod(details.grantPeriod, now)
    const held = await selectHeldGrants(db, organizationKey, user.key, now)
    const replacements = scopes
      .map(({ assetKey, portfolioKey }): Replacement => {
        const former = held.filter((other) => other.assetKey === assetKey)
        return { role, former, grant: { ...period, assetKey, portfolioKey }, now }
      })
      .filter(changesSomething)
    if (replacements.length === 0) return false
    requireFewAssets(held, replacements)
    requireMayGive(principal, `The role ${role.name}`, await accessOfRoles(parts, organizationKey, scopes))
    if (replacements.some(({ former }) => former.length > 0)) await requireAuthorityOverUser(parts, principal, user)
    await deleteEndedGrants(db, organizationKey, user.key, now)
    for (const replacement of replacements) await replaceGrants(parts, principal, user, replacement)
    return true
  })
}

interface Replacement {
  role: OrganizationRole
  /** What the user holds for the organization, or for the asset */
  former: HeldGrant[]
  grant: OrganizationRoleGrant
  now: string
}

function requireFewAssets(held: readonly HeldGrant[], replacements: readonly Replacement[]): void {
  const isMore = replacements.some(({ grant, former }) => grant.assetKey !== null && former.length === 0)
  const assets = new Set([...held, ...replacements.map(({ grant }) => grant)].map(({ assetKey }) => assetKey))
  assets.delete(null)
  if (!isMore || assets.size <= mostAssetsOfUser) return
  throw new Problem(
    'organization_role_assets_too_many',
    `assetKeys: a user may hold organization roles for up to ${mostAssetsOfUser} single assets, and this would be ${assets.size}.`,
  )
}

async function replaceGrants(
  parts: Parts<'clock'>,
  principal: Principal,
  user: LockedUser,
  { role, former, grant, now }: Replacement,
): Promise<void> {
  const { organizationKey } = principal
  const { db, clock } = parts
  if (grant.assetKey === null && !makesPermanentAdministrator(role, grant, now)) {
    await requireAnotherAdministrator(parts, organizationKey, user.key)
  }
  await deleteGrants(db, organizationKey, user.key, grant.assetKey)
  const row = { key: newKey(clock.now()), userKey: user.key, organizationRoleKey: role.key, ...grant }
  await insertOrganizationRoleGrants(db, organizationKey, [row], now)
  for (const other of former) if (other.roleKey !== role.key) await recordRevokedGrant(parts, principal, user, other)
  const before = former.find((other) => other.roleKey === role.key)
  const named = { roleKey: role.key, roleName: role.name }
  await recordChange(parts, principal, {
    action: 'organization-role.granted',
    entity: { type: 'user', ...user },
    ...(before && { before: recordedGrant(before, before) }),
    after: recordedGrant(named, grant),
    related: relatedToGrant(named, grant),
  })
}

const changesSomething = ({ role, former, grant }: Replacement): boolean =>
  former.length !== 1 || former.some((other) => other.roleKey !== role.key || !isSame(other, grant))

const isSame = (a: OrganizationRoleGrant, b: OrganizationRoleGrant): boolean =>
  a.startTime === b.startTime && a.endTime === b.endTime && a.portfolioKey === b.portfolioKey

const makesPermanentAdministrator = ({ builtIn }: OrganizationRole, grant: OrganizationRoleGrant, now: string) =>
  builtIn === 'Administrator' &&
  grant.endTime === null &&
  grant.portfolioKey === null &&
  (grant.startTime === null || grant.startTime <= now)
