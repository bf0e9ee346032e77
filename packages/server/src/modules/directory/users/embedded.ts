import type { Parts } from '../../../db/parts.ts'
import type { UserApplicationRole } from './embed-schemas.ts'
import { getUserApplicationRoles } from './get-user-application-roles.ts'
import type { HeldRoleCondition } from './role-assignments-repository.ts'
import { selectUserIdentities } from './user-identities-repository.ts'
import type { UserIdentity } from './user-identity.ts'

export type EmbedName = 'ApplicationRoles' | 'UserIdentityProviders'

export interface Embedded {
  applicationRoles?: UserApplicationRole[]
  userIdentityProviders?: UserIdentity[]
}

/** What is embedded in each user, and undefined where nothing was asked for. */
export async function getEmbedded(
  parts: Parts,
  organizationKey: string,
  userKeys: readonly string[],
  embed: readonly EmbedName[] | undefined,
  visibleRoles: HeldRoleCondition,
): Promise<(userKey: string) => Embedded | undefined> {
  if (!embed || userKeys.length === 0) return () => undefined
  const roles = embed.includes('ApplicationRoles')
    ? await getUserApplicationRoles(parts, organizationKey, userKeys, visibleRoles)
    : undefined
  const identities = embed.includes('UserIdentityProviders')
    ? Map.groupBy(await selectUserIdentities(parts.db, organizationKey, userKeys), ({ userKey }) => userKey)
    : undefined
  return (userKey) => ({
    ...(roles && { applicationRoles: roles.get(userKey) ?? [] }),
    ...(identities && { userIdentityProviders: identities.get(userKey) ?? [] }),
  })
}
