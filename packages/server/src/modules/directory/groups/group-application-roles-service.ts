import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { requireOneOf } from '../../../http/api/exclusive-parameters.ts'
import { pageOf, parseSort } from '../../../http/api/paging.ts'
import { findApplicationRoles } from '../../applications/application-roles/list-application-roles.ts'
import { type AuditedChange, recordChanges } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockGroup, requireGroup } from './group-access.ts'
import { addGroupApplicationRoles, removeGroupApplicationRoles } from './group-application-roles-repository.ts'
import { givenKeys, requireDisjoint, requireRoles } from './group-links.ts'
import type { GroupRolesPatchRequest, GroupRolesQuery } from './groups-schemas.ts'

export type GroupApplicationRoleService = ReturnType<typeof createGroupApplicationRoleService>

export const createGroupApplicationRoleService = ({ db, clock }: { db: Db; clock: Clock }) => ({
  /** The application roles of a group. Who may manage the group sees all of them: they are of its environment. */
  async list(principal: Principal, key: string, query: GroupRolesQuery) {
    requireOneOf(query, 'applicationRoleKey', 'applicationRoleKeys')
    const { assetKey, applicationRoleKey, applicationRoleKeys, nameContains, ...page } = query
    const { sort = 'name', limit = 100, offset = 0 } = page
    const group = await requireGroup(db, principal, key)
    const keys = applicationRoleKey ? [applicationRoleKey] : applicationRoleKeys
    const condition = {
      groupKey: group.key,
      keys: keys?.map(normalKey),
      assetKeys: assetKey ? [normalKey(assetKey)] : undefined,
      nameContains,
    }
    const { descending } = parseSort(sort)
    const found = await findApplicationRoles({ db }, principal.organizationKey, condition, {
      descending,
      limit,
      offset,
    })
    return pageOf(found.rows, found.total, { limit, offset })
  },

  /** Adds and removes roles of the group's environment. What is there already, or not there, does no harm. */
  change: (principal: Principal, key: string, request: GroupRolesPatchRequest): Promise<void> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const { organizationKey } = principal
      const group = await lockGroup(trx, principal, key)
      const toAdd = givenKeys(request.applicationRoleKeysToAdd)
      const toRemove = givenKeys(request.applicationRoleKeysToRemove)
      requireDisjoint('applicationRoleKeys', toAdd, toRemove)
      const { environmentKey } = group
      await requireRoles(trx, organizationKey, { field: 'applicationRoleKeysToAdd', keys: toAdd, environmentKey })
      await requireRoles(trx, organizationKey, { field: 'applicationRoleKeysToRemove', keys: toRemove, environmentKey })
      const now = toTimestamp(clock.now())
      const added = await addGroupApplicationRoles(trx, organizationKey, group.key, toAdd, now)
      const removed = await removeGroupApplicationRoles(trx, organizationKey, group.key, toRemove)
      const change = { entity: { type: 'group', key: group.key, name: group.name }, environmentKey }
      const changes: AuditedChange[] = []
      if (added.length > 0) {
        const after = { applicationRoleKeys: added }
        changes.push({ action: 'group.application-roles-added', ...change, after })
      }
      if (removed.length > 0) {
        const before = { applicationRoleKeys: removed }
        changes.push({ action: 'group.application-roles-removed', ...change, before })
      }
      await recordChanges({ db: trx, clock }, principal, changes)
    }),
})
