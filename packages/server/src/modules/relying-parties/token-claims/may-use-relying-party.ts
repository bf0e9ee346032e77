import type { Parts } from '../../../db/parts.ts'
import { getGroupsOfUser } from '../../directory/groups/get-groups-of-user.ts'
import { getUserApplicationRoles } from '../../directory/users/get-user-application-roles.ts'
import type { RelyingPartySettings } from '../registrations/relying-party.ts'

/** Whether the user is among those for whom the relying party is, at this moment. */
export async function mayUseRelyingParty(
  parts: Parts,
  organizationKey: string,
  userKey: string,
  { audience }: Pick<RelyingPartySettings, 'audience'>,
): Promise<boolean> {
  if (audience.to === 'everybody') return true
  if (audience.to === 'groups') {
    const groups = await getGroupsOfUser(parts, organizationKey, userKey, null)
    return groups.some(({ key }) => audience.groupKeys.includes(key))
  }
  if (audience.applicationRoleKeys.length === 0) return false
  const condition = { keys: audience.applicationRoleKeys }
  const roles = await getUserApplicationRoles(parts, organizationKey, [userKey], condition)
  return (roles.get(userKey) ?? []).length > 0
}
