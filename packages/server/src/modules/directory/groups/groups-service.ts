import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { isUniqueViolation } from '../../../db/failures.ts'
import { normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { pageOf } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Environment } from '../../applications/portfolios/environment.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { type Principal, requireInEnvironment } from '../../foundation/permissions/principal.ts'
import { isIdentityProvider } from '../identity-providers/require-identity-provider.ts'
import { lockGroup, managesGroups, requireGroup } from './group-access.ts'
import { selectGroupRoleKeys } from './group-application-roles-repository.ts'
import { givenKeys, requireRoles, requireUsers } from './group-links.ts'
import { findGroups, groupCondition } from './group-listing.ts'
import { countGroupUsers } from './group-members-repository.ts'
import { deleteGroupRow, updateGroup } from './groups-repository.ts'
import type { Group, GroupCreateRequest, GroupPatchRequest, GroupsQuery } from './groups-schemas.ts'
import { seedGroups } from './seed-groups.ts'

export type GroupService = ReturnType<typeof createGroupService>

export function createGroupService({ db, clock }: { db: Db; clock: Clock }) {
  const timestamp = (): string => toTimestamp(clock.now())

  return {
    /**
     * The groups of the environments in which the caller may manage groups.
     * @throws Problem identity_provider_not_found for a filter by a provider that does not exist
     */
    async list(principal: Principal, query: GroupsQuery) {
      const { limit = 100, offset = 0, ...filter } = query
      const { organizationKey } = principal
      const condition = groupCondition(principal, filter)
      const { identityProviderKey: providerKey } = condition
      if (providerKey && !(await isIdentityProvider({ db }, organizationKey, providerKey))) {
        throw new Problem('identity_provider_not_found', `There is no identity provider ${providerKey}.`)
      }
      const { rows, total } = await findGroups(db, organizationKey, condition, { limit, offset })
      return pageOf(rows, total, { limit, offset })
    },

    /** @throws Problem group_not_found, also for a group in an environment in which the caller may not manage groups */
    async read(principal: Principal, key: string): Promise<Group> {
      const { key: groupKey } = await requireGroup(db, principal, key)
      const page = { limit: 1, offset: 0 }
      const { rows } = await findGroups(db, principal.organizationKey, { keys: [groupKey] }, page)
      // Deleted in between
      if (!rows[0]) throw new Problem('group_not_found', `There is no group ${key}.`)
      return rows[0]
    },

    /** Creates a group with its roles and members, in the environment to which it belongs for good. */
    create: (principal: Principal, request: GroupCreateRequest): Promise<{ key: string }> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const name = requireName(request.name)
        const environment = await requireEnvironment(trx, organizationKey, request.environmentKey)
        requireInEnvironment(principal, managesGroups, environment)
        const roleKeys = givenKeys(request.applicationRoleKeys)
        const userKeys = givenKeys(request.userKeys)
        const roles = { field: 'applicationRoleKeys', keys: roleKeys, environmentKey: environment.key }
        await requireRoles(trx, organizationKey, roles)
        await requireUsers(trx, organizationKey, 'userKeys', userKeys)
        const description = request.description ?? null
        const members = userKeys.map((userKey) => ({ userKey, membershipType: 'Assigned' as const }))
        const group = { environmentKey: environment.key, name, description, applicationRoleKeys: roleKeys, members }
        const [created] = await refusingTakenName(name, () => seedGroups({ db: trx, clock }, organizationKey, [group]))
        if (!created) throw new Error('the group was not created')
        await recordChange({ db: trx, clock }, principal, {
          action: 'group.created',
          entity: { type: 'group', key: created.key, name },
          after: { name, description, environmentKey: environment.key, applicationRoleKeys: roleKeys, userKeys },
          environmentKey: environment.key,
        })
        return { key: created.key }
      }),

    /** What is absent stays; null clears the description. */
    async update(principal: Principal, key: string, request: GroupPatchRequest): Promise<void> {
      await transaction({ db: db }, async ({ db: trx }) => {
        const before = await lockGroup(trx, principal, key)
        const after = {
          ...before,
          name: request.name === undefined ? before.name : requireName(request.name),
          description: request.description === undefined ? before.description : request.description,
        }
        const fields = (['name', 'description'] as const).filter((field) => before[field] !== after[field])
        if (fields.length === 0) return
        await refusingTakenName(after.name, () => updateGroup(trx, principal.organizationKey, after, timestamp()))
        const only = (group: typeof after) => Object.fromEntries(fields.map((field) => [field, group[field]]))
        await recordChange({ db: trx, clock }, principal, {
          action: 'group.updated',
          entity: { type: 'group', key: after.key, name: after.name },
          before: only(before),
          after: only(after),
          environmentKey: after.environmentKey,
        })
      })
    },

    /** Takes memberships and claim mappings along. What its members hold by themselves or by other groups stays. */
    async delete(principal: Principal, key: string): Promise<void> {
      await transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const { key: groupKey, ...group } = await lockGroup(trx, principal, key)
        const applicationRoleKeys = await selectGroupRoleKeys(trx, organizationKey, groupKey)
        const members = await countGroupUsers(trx, organizationKey, groupKey)
        await deleteGroupRow(trx, organizationKey, groupKey)
        await recordChange({ db: trx, clock }, principal, {
          action: 'group.deleted',
          entity: { type: 'group', key: groupKey, name: group.name },
          before: { ...group, applicationRoleKeys, members },
          environmentKey: group.environmentKey,
        })
      })
    },
  }
}

/** The contract lets a name be absent or null; a group has one all the same. */
function requireName(name: string | null | undefined): string {
  if (typeof name === 'string') return name
  const fault = name === null ? 'must not be null' : 'is missing'
  throw new Problem('invalid_body', `The field name ${fault}: a group has a name of 1 to 256 characters.`)
}

async function requireEnvironment(trx: Db, organizationKey: string, key: string | undefined): Promise<Environment> {
  if (key === undefined) throw new Problem('invalid_body', 'The field environmentKey is missing.')
  const wanted = normalKey(key)
  const environment = (await listEnvironments({ db: trx }, organizationKey)).find((one) => one.key === wanted)
  if (!environment) throw new Problem('environment_unknown', `environmentKey: there is no environment ${key}.`)
  return environment
}

/** The index decides: of two who take a name at the same moment, one is refused. */
async function refusingTakenName<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Problem('group_name_taken', `The environment has a group named ${name} already.`)
  }
}
