import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AssetRoles, claimRoleKeys, countAssetMembers, countRoleHolders } from './role-holders-repository.ts'

/**
 * Refuses to let roles go that somebody holds.
 * @param what for the refusal, such as `The role Auditor`
 * @throws Problem application_role_held
 */
export async function requireNobodyHolds(
  trx: Db,
  organizationKey: string,
  roles: AssetRoles,
  what: string,
): Promise<void> {
  const { users, groups } = await holdersOf(trx, organizationKey, roles)
  if (users + groups === 0) return
  throw new Problem('application_role_held', `${what} cannot go: ${holding(users, groups)} it.`)
}

/**
 * Refuses to let an asset go for which somebody holds a role, or will: what has ended goes along with it.
 * @throws Problem asset_held
 */
export async function requireAssetUnused(
  trx: Db,
  organizationKey: string,
  asset: { key: string; name: string },
  now: string,
): Promise<void> {
  const members = await countAssetMembers(trx, organizationKey, asset.key, now)
  const { users, groups } = await holdersOf(trx, organizationKey, { assetKey: asset.key })
  const uses = [
    ...(users + groups > 0 ? [`${holding(users, groups)} its application roles`] : []),
    ...(members > 0 ? [`${holding(members, 0)} organization roles for it`] : []),
  ]
  if (uses.length > 0) throw new Problem('asset_held', `The asset ${asset.name} cannot go: ${uses.join(', and ')}.`)
}

const holdersOf = async (trx: Db, organizationKey: string, roles: AssetRoles) =>
  countRoleHolders(trx, organizationKey, await claimRoleKeys(trx, organizationKey, roles))

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`
const holding = (users: number, groups: number): string => {
  const who = [users > 0 ? count(users, 'user') : '', groups > 0 ? count(groups, 'group') : ''].filter(Boolean)
  return `${who.join(' and ')} ${users + groups === 1 ? 'holds' : 'hold'}`
}
