import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { requireOneOf } from '../../../http/api/exclusive-parameters.ts'
import { pageOf, parseSort } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import { namePattern, seenEnvironments } from './application-roles-filter.ts'
import {
  type ApplicationRole,
  insertApplicationRoles,
  selectApplicationRoles,
  selectRoleWithEnvironment,
} from './application-roles-repository.ts'
import type { ApplicationRolesQuery } from './application-roles-schemas.ts'
import { addDefinitions } from './role-definitions-service.ts'
import { rolesIn } from './role-rows.ts'

export type { ApplicationRole }
export type ApplicationRoleService = ReturnType<typeof createApplicationRoleService>

export const createApplicationRoleService = ({ db }: { db: Db }) => ({
  /** The application roles of the environments in which the caller may view end users. */
  async list(principal: Principal, query: ApplicationRolesQuery) {
    requireOneOf(query, 'environmentKey', 'environmentKeys')
    const { key, assetKey, environmentKey, environmentKeys, portfolioKeys, nameContains, ...page } = query
    const { sort = 'name', limit = 100, offset = 0 } = page
    const asked = environmentKey ? [environmentKey] : environmentKeys
    const condition = {
      keys: key ? [normalKey(key)] : undefined,
      assetKeys: assetKey ? [normalKey(assetKey)] : undefined,
      environmentKeys: seenEnvironments(
        asked?.map(normalKey),
        environmentsOf(principal, 'End-user management > View end users'),
      ),
      portfolioKeys: portfolioKeys?.map(normalKey),
      namePattern: namePattern(nameContains),
    }
    const { descending } = parseSort(sort)
    const found = await selectApplicationRoles(db, principal.organizationKey, condition, { descending, limit, offset })
    return pageOf(found.rows, found.total, { limit, offset })
  },
})

/** A page of the application roles that fulfil the condition, by name. Whoever asks has decided what the caller sees. */
export const findApplicationRoles = selectApplicationRoles

/** The application roles that have these keys, as far as there are any, with the environments that they belong to. */
export async function environmentsOfRoles(
  db: Db,
  organizationKey: string,
  keys: readonly string[],
): Promise<Map<string, { name: string; environmentKey: string }>> {
  const page = { descending: false, limit: keys.length, offset: 0 }
  const { rows } = await selectApplicationRoles(db, organizationKey, { keys }, page)
  return new Map(rows.map(({ key, name, environmentKey }) => [key, { name, environmentKey }]))
}

/** @throws Problem application_role_not_found */
export async function requireApplicationRole(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<{ key: string; name: string; environment: { key: string; name: string } }> {
  const role = await selectRoleWithEnvironment(db, organizationKey, key)
  if (!role) throw new Problem('application_role_not_found', `There is no application role ${key}.`)
  return role
}

export interface NewApplicationRole {
  assetKey: string
  name: string
  claim?: string | null
  /** Where its asset is deployed: the role gets a key of its own in each. */
  environmentKeys: readonly string[]
}

/** Adds application roles. @returns one for each role and environment, in the same order */
export async function createApplicationRoles(
  trx: Db,
  clock: Clock,
  organizationKey: string,
  roles: readonly NewApplicationRole[],
): Promise<Omit<ApplicationRole, 'portfolioKey'>[]> {
  const now = clock.now()
  const defined = roles.map(({ assetKey, name, claim = null, environmentKeys }) => ({
    definition: { externalKey: newKey(now), assetKey, name, claim },
    environmentKeys,
  }))
  const definitions = defined.map(({ definition }) => definition)
  const created = defined.flatMap(({ definition, environmentKeys }) =>
    environmentKeys.flatMap((environmentKey) => rolesIn(environmentKey, [definition], now)),
  )
  await addDefinitions(trx, organizationKey, definitions, toTimestamp(now))
  await insertApplicationRoles(trx, organizationKey, created, toTimestamp(now))
  return created
}
