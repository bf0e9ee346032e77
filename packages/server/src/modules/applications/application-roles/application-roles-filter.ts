import { sql } from 'kysely'
import { containsPattern } from '../../../db/codecs.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Environments } from '../../foundation/permissions/grants.ts'

/** Which application roles: those that fulfil all conditions that are there. Several values of one mean any of them. */
export interface RoleCondition {
  keys?: readonly string[]
  assetKeys?: readonly string[]
  /** An empty list: no role at all */
  environmentKeys?: readonly string[]
  portfolioKeys?: readonly string[]
  namePattern?: string
  /** The group has it. */
  groupKey?: string
}

export const isUnconditional = (condition: RoleCondition): boolean =>
  Object.values(condition).every((value) => value === undefined)

/** What was asked for, as far as the caller may see: undefined where everything was and it may. */
export function seenEnvironments(
  asked: readonly string[] | undefined,
  granted: Environments,
): readonly string[] | undefined {
  if (granted === 'all') return asked
  return asked ? asked.filter((key) => granted.has(key)) : [...granted].sort()
}

export const namePattern = (contains: string | undefined): string | undefined =>
  contains === undefined ? undefined : containsPattern(contains)

/** The keys of the environments that these portfolios have, for other queries to compare with. */
export const environmentsIn = (db: Db, organizationKey: string, portfolioKeys: readonly string[]) =>
  db
    .selectFrom('environments as pe')
    .select('pe.key')
    .where('pe.organization_key', '=', organizationKey)
    .where('pe.portfolio_key', 'in', portfolioKeys)

/** The application roles (as `r`) that fulfil the condition, for other queries to select from or to compare with. */
export function matchingRoles(db: Db, organizationKey: string, condition: RoleCondition) {
  const { keys, assetKeys, environmentKeys, portfolioKeys, namePattern, groupKey } = condition
  let roles = db.selectFrom('application_roles as r').where('r.organization_key', '=', organizationKey)
  if (keys) roles = roles.where('r.key', 'in', keys)
  if (assetKeys) roles = roles.where('r.asset_key', 'in', assetKeys)
  if (environmentKeys?.length === 0) roles = roles.where(sql<boolean>`1 = 0`)
  else if (environmentKeys) roles = roles.where('r.environment_key', 'in', environmentKeys)
  if (portfolioKeys) {
    roles = roles.where('r.environment_key', 'in', environmentsIn(db, organizationKey, portfolioKeys))
  }
  if (namePattern) roles = roles.where(sql<boolean>`r.name_folded like ${namePattern} escape '\\'`)
  if (groupKey) {
    const ofGroup = db
      .selectFrom('group_application_roles as gr')
      .select('gr.application_role_key')
      .where('gr.organization_key', '=', organizationKey)
      .where('gr.group_key', '=', groupKey)
    roles = roles.where('r.key', 'in', ofGroup)
  }
  return roles
}
