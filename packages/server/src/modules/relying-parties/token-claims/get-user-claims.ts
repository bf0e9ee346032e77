import type { Parts } from '../../../db/parts.ts'
import { getGroupsOfUser } from '../../directory/groups/get-groups-of-user.ts'
import { getHeldRoles } from '../../directory/users/get-held-roles.ts'
import type { RelyingPartySettings } from '../registrations/relying-party.ts'

/** The user of whom tokens say something */
interface ClaimedUser {
  key: string
  name: string | null
  email: string | null
  isEmailVerified: boolean | null
  photoUrl: string | null
  updatedAt: string
}

/** What tokens and userinfo say of a user */
export interface UserClaims {
  name?: string
  preferred_username?: string
  picture?: string
  /** Seconds since 1970 */
  updated_at?: number
  email?: string
  email_verified?: boolean
  /** Names */
  groups?: string[]
  /** Application roles, by the claims that they are known by in tokens */
  roles?: string[]
}

/**
 * What a relying party learns of a user by these scopes (OpenID Connect Core 1.0, section 5.4; RFC 9068, section 2.2.3.1).
 * A scope that it may not ask for any more says nothing, also where it was granted. Groups are those of its stage, where it
 * has one. Roles are those of its asset in its stage, held directly or through
 * groups, each by its claim, or by its name where it has none.
 */
export async function getUserClaims(
  parts: Parts,
  organizationKey: string,
  user: ClaimedUser,
  relyingParty: Pick<RelyingPartySettings, 'assetKey' | 'environmentKey' | 'scopes'>,
  granted: ReadonlySet<string>,
): Promise<UserClaims> {
  const { assetKey, environmentKey } = relyingParty
  const scopes = new Set(relyingParty.scopes.filter((scope) => granted.has(scope)))
  const claims: UserClaims = {}
  if (scopes.has('profile')) {
    if (user.name !== null) claims.name = user.name
    if (user.email !== null) claims.preferred_username = user.email
    if (user.photoUrl !== null) claims.picture = user.photoUrl
    claims.updated_at = Math.floor(Date.parse(user.updatedAt) / 1000)
  }
  if (scopes.has('email') && user.email !== null) {
    claims.email = user.email
    claims.email_verified = user.isEmailVerified === true
  }
  if (scopes.has('groups')) {
    const groups = await getGroupsOfUser(parts, organizationKey, user.key, environmentKey)
    claims.groups = [...new Set(groups.map(({ name }) => name))]
  }
  if (scopes.has('roles')) claims.roles = await rolesOf(parts, organizationKey, user.key, assetKey, environmentKey)
  return claims
}

async function rolesOf(
  parts: Parts,
  organizationKey: string,
  userKey: string,
  assetKey: string | null,
  environmentKey: string | null,
): Promise<string[]> {
  if (assetKey === null || environmentKey === null) return []
  const condition = { assetKeys: [assetKey], environmentKeys: [environmentKey] }
  const roles = await getHeldRoles(parts, organizationKey, userKey, condition)
  return [...new Set(roles.map(({ claim, name }) => claim ?? name ?? ''))]
}
