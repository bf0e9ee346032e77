import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { requireOneOf } from '../../../http/api/exclusive-parameters.ts'
import { pageOf, parseSort } from '../../../http/api/paging.ts'
import { requireApplicationRole } from '../../applications/application-roles/get-application-roles.ts'
import { visibleEnvironments } from '../../applications/application-roles/role-condition.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { environmentsOf, type Principal, requireInEnvironment } from '../../foundation/permissions/principal.ts'
import { getApplicationRoles } from '../users/get-application-roles.ts'
import { lockUser, requireVisibleUser } from '../users/require-user.ts'
import {
  addUserApplicationRole,
  removeUserApplicationRole,
  selectUserRoleKeys,
} from './user-application-roles-repository.ts'
import type { UserApplicationRolesQuery } from './user-application-roles-schemas.ts'

export type UserApplicationRoleService = ReturnType<typeof createUserApplicationRoleService>

export function createUserApplicationRoleService({ db, clock }: { db: Db; clock: Clock }) {
  const timestamp = (): string => toTimestamp(clock.now())

  /** A direct grant is added or taken away; nothing is recorded where it changes nothing. */
  const change = (
    principal: Principal,
    user: { key: string; roleKey: string },
    action: 'application-role.granted' | 'application-role.revoked',
  ): Promise<void> => transaction({ db: db }, ({ db: trx }) => changeIn(trx, principal, user, action))

  const changeIn = async (
    trx: Db,
    principal: Principal,
    user: { key: string; roleKey: string },
    action: 'application-role.granted' | 'application-role.revoked',
  ): Promise<void> => {
    const { organizationKey } = principal
    const [userKey, roleKey] = [normalKey(user.key), normalKey(user.roleKey)]
    const found = await lockUser({ db: trx }, organizationKey, userKey)
    const role = await requireApplicationRole({ db: trx }, organizationKey, roleKey)
    requireInEnvironment(principal, 'End-user management > Manage end-user access', role.environment)
    const isChanged =
      action === 'application-role.granted'
        ? await addUserApplicationRole(trx, organizationKey, userKey, roleKey, timestamp())
        : await removeUserApplicationRole(trx, organizationKey, userKey, roleKey)
    if (!isChanged) return
    const grant = { applicationRoleKey: roleKey, applicationRoleName: role.name }
    await recordChange({ db: trx, clock }, principal, {
      action,
      entity: { type: 'user', key: userKey, name: found.name ?? found.email },
      ...(action === 'application-role.granted' ? { after: grant } : { before: grant }),
      environmentKey: role.environment.key,
    })
  }

  return {
    /** The application roles of a user, direct and through groups, in the environments that the caller sees. */
    async list(principal: Principal, key: string, query: UserApplicationRolesQuery) {
      requireOneOf(query, 'assetKey', 'assetKeys')
      requireOneOf(query, 'environmentKey', 'environmentKeys')
      const { organizationKey } = principal
      const userKey = normalKey(key)
      await requireVisibleUser({ db, clock }, principal, userKey)
      const { sort = 'name', limit = 100, offset = 0 } = query
      const { descending } = parseSort(sort)
      const conditions = conditionsOf(principal, query)
      const found = await selectUserRoleKeys(db, organizationKey, userKey, conditions, { descending, limit, offset })
      const roles = found.rows.length
        ? ((await getApplicationRoles({ db }, organizationKey, [userKey], { keys: found.rows })).get(userKey) ?? [])
        : []
      return pageOf(descending ? roles.reverse() : roles, found.total, { limit, offset })
    },

    /** Works as well, and changes nothing, where the user has the role directly already. */
    grant: (principal: Principal, user: { key: string; roleKey: string }): Promise<void> =>
      change(principal, user, 'application-role.granted'),

    /** The same within a transaction that does more. */
    grantIn: (trx: Db, principal: Principal, user: { key: string; roleKey: string }): Promise<void> =>
      changeIn(trx, principal, user, 'application-role.granted'),

    /** Takes the direct grant away. What groups give stays. */
    revoke: (principal: Principal, user: { key: string; roleKey: string }): Promise<void> =>
      change(principal, user, 'application-role.revoked'),
  }
}

function conditionsOf(principal: Principal, query: UserApplicationRolesQuery) {
  const { assetKey, environmentKey, applicationRoleKeys, portfolioKeys, groupKeys, assignmentSources } = query
  const assetKeys = assetKey ? [assetKey] : query.assetKeys
  const environmentKeys = environmentKey ? [environmentKey] : query.environmentKeys
  const granted = environmentsOf(principal, 'End-user management > View end users')
  return {
    role: {
      keys: applicationRoleKeys?.map(normalKey),
      assetKeys: assetKeys?.map(normalKey),
      environmentKeys: visibleEnvironments(environmentKeys?.map(normalKey), granted),
      portfolioKeys: portfolioKeys?.map(normalKey),
      nameContains: query.nameContains,
    },
    assignment: { sources: assignmentSources, groupKeys: groupKeys?.map(normalKey) },
  }
}
