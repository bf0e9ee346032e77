import type { Parts } from '../../../db/parts.ts'
import { getMembersAmong } from '../../directory/groups/get-members-among.ts'
import { getHoldersAmong } from '../../directory/users/get-holders-among.ts'
import type { RelyingPartySettings } from '../registrations/relying-party.ts'

/** Those of the users for whom the relying party is, at this moment. */
export async function usersOfRelyingParty(
  parts: Parts,
  organizationKey: string,
  userKeys: readonly string[],
  { allowedUsers }: Pick<RelyingPartySettings, 'allowedUsers'>,
): Promise<ReadonlySet<string>> {
  if (allowedUsers.who === 'everybody' || userKeys.length === 0) return new Set(userKeys)
  if (allowedUsers.who === 'groups') return getMembersAmong(parts, organizationKey, allowedUsers.groupKeys, userKeys)
  return getHoldersAmong(parts, organizationKey, allowedUsers.applicationRoleKeys, userKeys)
}
