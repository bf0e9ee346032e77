import type { Parts } from '../../../db/parts.ts'
import { getGroupsOfUser } from '../../directory/groups/get-groups-of-user.ts'
import { getHeldRoles } from '../../directory/users/get-held-roles.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { listActiveRelyingParties } from '../registrations/list-active-relying-parties.ts'
import type { AllowedUsers } from '../registrations/relying-party.ts'
import { applicationLogoPath } from './application-logo-path.ts'

/** An application as its users see it */
interface MyApplication {
  key: string
  name: string
  /** Below the base path */
  logoPath: string | null
  /** Where it begins a sign-in; null where it has no such address: its own has to be known */
  opensAt: string | null
}

/**
 * The applications that the user who asks may use at this moment, by name: the rule of `mayUseRelyingParty`, for all of
 * them in two questions.
 * @throws Problem member_required
 */
export async function listMyApplications(
  parts: Parts,
  principal: Principal,
  { issuer }: { issuer: string },
): Promise<MyApplication[]> {
  const { organizationKey, userKey } = requireMember(principal)
  const all = await listActiveRelyingParties(parts, organizationKey)
  const roleKeys = all.flatMap(({ allowedUsers }) =>
    allowedUsers.who === 'roles' ? allowedUsers.applicationRoleKeys : [],
  )
  const groups = all.some(({ allowedUsers }) => allowedUsers.who === 'groups')
    ? await getGroupsOfUser(parts, organizationKey, userKey, null)
    : []
  const roles =
    roleKeys.length > 0 ? await getHeldRoles(parts, organizationKey, userKey, { keys: [...new Set(roleKeys)] }) : []
  const held = new Set([...groups, ...roles].map(({ key }) => key))
  return all
    .filter(({ allowedUsers }) => isFor(allowedUsers, held))
    .map(({ key, name, clientId, logoUrl, initiateLoginUri }) => ({
      key,
      name,
      logoPath: applicationLogoPath({ clientId, logoUrl }),
      opensAt: initiateLoginUri && withIssuer(initiateLoginUri, issuer),
    }))
}

function isFor(allowedUsers: AllowedUsers, held: ReadonlySet<string>): boolean {
  if (allowedUsers.who === 'everybody') return true
  const keys = allowedUsers.who === 'groups' ? allowedUsers.groupKeys : allowedUsers.applicationRoleKeys
  return keys.some((key) => held.has(key))
}

/** OpenID Connect Core 1.0, section 4: the application is told whose sign-in it begins. */
function withIssuer(address: string, issuer: string): string {
  const url = new URL(address)
  url.searchParams.set('iss', issuer)
  return url.href
}
