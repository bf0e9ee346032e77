import type { Db } from '../../../db/transaction.ts'
import type { RoleCondition } from '../../applications/application-roles/role-condition.ts'
import type { UserApplicationRole } from './embedded-schemas.ts'
import { selectRoleAssignments } from './role-assignments-repository.ts'
import { selectUserIdentities, type UserIdentity } from './user-identities-repository.ts'

export type EmbedName = 'ApplicationRoles' | 'UserIdentityProviders'

export interface Embedded {
  applicationRoles?: UserApplicationRole[]
  userIdentityProviders?: UserIdentity[]
}

/** What is embedded in each user, and undefined where nothing was asked for. */
export async function embeddedOf(
  db: Db,
  organizationKey: string,
  userKeys: readonly string[],
  embed: readonly EmbedName[] | undefined,
  visibleRoles: RoleCondition,
): Promise<(userKey: string) => Embedded | undefined> {
  if (!embed || userKeys.length === 0) return () => undefined
  const roles = embed.includes('ApplicationRoles')
    ? await applicationRolesOf(db, organizationKey, userKeys, visibleRoles)
    : undefined
  const identities = embed.includes('UserIdentityProviders')
    ? Map.groupBy(await selectUserIdentities(db, organizationKey, userKeys), ({ userKey }) => userKey)
    : undefined
  return (userKey) => ({
    ...(roles && { applicationRoles: roles.get(userKey) ?? [] }),
    ...(identities && { userIdentityProviders: identities.get(userKey) ?? [] }),
  })
}

/** The effective application roles of each user that fulfil the condition, by name, and how the user came by them. */
export async function applicationRolesOf(
  db: Db,
  organizationKey: string,
  userKeys: readonly string[],
  condition: RoleCondition,
): Promise<Map<string, UserApplicationRole[]>> {
  const roles = new Map<string, Map<string, UserApplicationRole>>()
  for (const { userKey, role, group } of await selectRoleAssignments(db, organizationKey, userKeys, condition)) {
    const ofUser = roles.get(userKey) ?? new Map<string, UserApplicationRole>()
    roles.set(userKey, ofUser)
    const known = ofUser.get(role.key) ?? { ...role, isDirectlyAssigned: false, assignedGroups: [] }
    ofUser.set(role.key, known)
    if (group) known.assignedGroups.push(group)
    else known.isDirectlyAssigned = true
  }
  return new Map([...roles].map(([userKey, ofUser]) => [userKey, [...ofUser.values()]]))
}
