import { countedText } from '../../../db/count-some.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AssetRoles, countAssetMembers, countRoleHolders } from './role-holders-repository.ts'

/**
 * Refuses to delete roles that somebody holds. Nobody is granted them before the transaction ends.
 * @param what for the refusal, such as `The role Auditor`
 * @throws Problem application_role_held
 */
export async function requireRolesNotHeld(
  parts: Parts,
  organizationKey: string,
  roles: AssetRoles,
  what: string,
): Promise<void> {
  const { users, groups } = await countRoleHolders(parts.db, organizationKey, roles)
  if (users + groups === 0) return
  throw new Problem('application_role_held', `${what} cannot be deleted: ${holding(users, groups)} it.`)
}

/**
 * Refuses to delete an asset for which somebody holds a role now or in a period to come. Grants that have ended are
 * deleted with the asset.
 * @throws Problem asset_held
 */
export async function requireAssetNotHeld(
  parts: Parts<'clock'>,
  organizationKey: string,
  asset: { key: string; name: string },
): Promise<void> {
  const members = await countAssetMembers(parts.db, organizationKey, asset.key, toTimestamp(parts.clock.now()))
  const { users, groups } = await countRoleHolders(parts.db, organizationKey, { assetKey: asset.key })
  const uses = [
    ...(users + groups > 0 ? [`${holding(users, groups)} its end-user roles`] : []),
    ...(members > 0 ? [`${holding(members, 0)} organization roles for it`] : []),
  ]
  if (uses.length === 0) return
  throw new Problem('asset_held', `The asset ${asset.name} cannot be deleted: ${uses.join(', and ')}.`)
}

const holding = (users: number, groups: number): string => {
  const who = [users > 0 ? countedText(users, 'user') : '', groups > 0 ? countedText(groups, 'group') : ''].filter(
    Boolean,
  )
  return `${who.join(' and ')} ${users + groups === 1 ? 'holds' : 'hold'}`
}
