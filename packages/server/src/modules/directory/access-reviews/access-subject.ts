import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { requireApplicationRole } from '../../applications/application-roles/get-application-roles.ts'
import type { RoleCondition } from '../../applications/application-roles/role-condition.ts'
import { holdsForAsset, type Principal, requirePermission } from '../../foundation/permissions/principal.ts'
import { getGrantsOfRole } from '../../members/organization-roles/get-grants-of-role.ts'
import { requireOrganizationRole } from '../../members/organization-roles/get-organization-role.ts'
import { getMembershipTypes } from '../groups/get-membership-types.ts'
import { requireGroup } from '../groups/require-group.ts'
import { getUserApplicationRoles } from '../users/get-user-application-roles.ts'
import type { UserSelection } from '../users/user-selection.ts'
import { visibleRoles } from '../users/user-visibility.ts'
import type { AccessExportQuery, AccessSource } from './access-schemas.ts'

/** To what somebody has access: who is linked to it, and through what. */
export interface AccessSubject {
  link: Pick<UserSelection, 'now' | 'group' | 'role' | 'organizationRoleKey'>
  sourcesOf(userKeys: readonly string[]): Promise<ReadonlyMap<string, AccessSource[]>>
}

const nowhere = { environmentKey: null, assetKey: null, portfolioKey: null, startTime: null, endTime: null }
const viewEndUsers = 'End-user management > View end users'

/**
 * What the request names, as far as the caller may see who holds it: unless it names anything, every application role; with
 * a stage alone, every one of that stage.
 * @throws Problem invalid_parameter, application_role_not_found, organization_role_not_found, group_not_found,
 *   permission_missing
 */
export async function accessSubject(
  parts: Parts<'clock'>,
  principal: Principal,
  query: AccessExportQuery,
): Promise<AccessSubject> {
  const { assetKey, environmentKey, applicationRoleKey, organizationRoleKey, groupKey } = query
  const named = [assetKey, applicationRoleKey, organizationRoleKey, groupKey].filter((key) => key !== undefined)
  if (named.length > 1) {
    const which = 'assetKey, applicationRoleKey, organizationRoleKey, groupKey'
    throw new Problem('invalid_parameter', `At most one of ${which} says to what.`)
  }
  if (environmentKey !== undefined && assetKey === undefined && named.length > 0) {
    const reason = 'roles and groups have a stage'
    throw new Problem('invalid_parameter', `environmentKey goes alone or with assetKey: ${reason}.`)
  }
  if (groupKey !== undefined) return ofGroup(parts, principal, groupKey)
  if (organizationRoleKey !== undefined) return ofOrganizationRole(parts, principal, organizationRoleKey)
  if (applicationRoleKey !== undefined) return ofApplicationRole(parts, principal, applicationRoleKey)
  return ofApplicationRoles(parts, principal, {
    assetKeys: assetKey === undefined ? undefined : [normalKey(assetKey)],
    environmentKeys: environmentKey === undefined ? undefined : [normalKey(environmentKey)],
    ...visibleRoles(principal),
  })
}

async function ofApplicationRole(parts: Parts<'clock'>, principal: Principal, key: string): Promise<AccessSubject> {
  const role = await requireApplicationRole(parts, principal.organizationKey, normalKey(key))
  if (!holdsForAsset(principal, viewEndUsers, role.asset, role.environment)) {
    throw new Problem('application_role_not_found', `There is no end-user role ${key}.`)
  }
  return ofApplicationRoles(parts, principal, { keys: [role.key] })
}

function ofApplicationRoles(parts: Parts<'clock'>, principal: Principal, condition: Condition): AccessSubject {
  const role = Object.fromEntries(Object.entries(condition).filter(([, value]) => value !== undefined))
  return {
    link: { now: toTimestamp(parts.clock.now()), role },
    async sourcesOf(userKeys) {
      if (userKeys.length === 0) return new Map()
      const roles = await getUserApplicationRoles(parts, principal.organizationKey, userKeys, role)
      return new Map(
        [...roles].map(([userKey, held]) => [
          userKey,
          held.flatMap(({ isDirectlyAssigned, assignedGroups, ...role }): AccessSource[] => {
            const about = { ...nowhere, roleKey: role.key, roleName: role.name, environmentKey: role.environmentKey }
            const of = { ...about, assetKey: role.assetKey }
            return [
              ...(isDirectlyAssigned ? [{ ...of, type: 'Direct' as const, groupKey: null, groupName: null }] : []),
              ...assignedGroups.map(({ key, name, membershipType }) => ({
                ...{ ...of, type: `Group${membershipType}` as const, groupKey: key, groupName: name },
              })),
            ]
          }),
        ]),
      )
    },
  }
}

type Condition = { [Name in keyof RoleCondition]: RoleCondition[Name] | undefined }

async function ofOrganizationRole(parts: Parts<'clock'>, principal: Principal, key: string): Promise<AccessSubject> {
  requirePermission(principal, 'User and access management > View members')
  const { organizationKey } = principal
  const role = await requireOrganizationRole(parts, organizationKey, normalKey(key))
  return {
    link: { now: toTimestamp(parts.clock.now()), organizationRoleKey: role.key },
    async sourcesOf(userKeys) {
      const grants = await getGrantsOfRole(parts, organizationKey, role.key, userKeys)
      const about = { type: 'Direct', roleKey: role.key, roleName: role.name, groupKey: null, groupName: null } as const
      return Map.groupBy(
        grants.map((grant) => ({ ...about, ...grant, environmentKey: null })),
        ({ userKey }) => userKey,
      )
    },
  }
}

async function ofGroup(parts: Parts<'clock'>, principal: Principal, key: string): Promise<AccessSubject> {
  const { organizationKey } = principal
  const group = await requireGroup(parts, principal, key)
  const about = { ...nowhere, roleKey: null, roleName: null, environmentKey: group.environmentKey }
  return {
    link: { now: toTimestamp(parts.clock.now()), group: { key: group.key } },
    async sourcesOf(userKeys) {
      const types = await getMembershipTypes(parts, organizationKey, { groupKeys: [group.key], userKeys })
      return new Map(
        userKeys.map((userKey) => [
          userKey,
          types(group.key, userKey).map((type) => ({
            ...{ ...about, type: `Group${type}` as const, groupKey: group.key, groupName: group.name },
          })),
        ]),
      )
    },
  }
}
