import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import type { Environment } from './environment.ts'
import { selectEnvironments } from './environments-repository.ts'
import type { EnvironmentAnswer, EnvironmentsQuery } from './portfolios-schemas.ts'

/** All environments of the organization, in their order. The caller checks who may see them. */
export const listEnvironments = ({ db }: Parts, organizationKey: string): Promise<Environment[]> =>
  selectEnvironments(db, organizationKey)

/** The environment with this key; undefined where there is none. The caller checks who may see it. */
export async function findEnvironment(
  parts: Parts,
  organizationKey: string,
  key: string,
): Promise<Environment | undefined> {
  const environments = await listEnvironments(parts, organizationKey)
  return environments.find((environment) => environment.key === normalKey(key))
}

/** The environments that the caller may view, in their order. */
export async function listVisibleEnvironments(
  parts: Parts,
  principal: Principal,
  { portfolioKey }: EnvironmentsQuery,
): Promise<{ results: EnvironmentAnswer[] }> {
  const visible = environmentsOf(principal, 'Portfolio management > View stage')
  const environments = await listEnvironments(parts, principal.organizationKey)
  const found = environments
    .filter(({ key }) => visible === 'all' || visible.has(key))
    .filter((environment) => !portfolioKey || environment.portfolioKey === normalKey(portfolioKey))
  return { results: found.map(answerOf) }
}

/** The same with the fields that v1 has beside them. */
export async function listVisibleEnvironmentsV1(parts: Parts, principal: Principal) {
  const { results } = await listVisibleEnvironments(parts, principal, {})
  const always = { hostname: null, isConfigured: true, isDeployedToCluster: true }
  return { results: results.map((environment) => ({ ...environment, ...always })) }
}

/** An environment as the API answers it */
export const answerOf = ({ key, portfolioKey, name, purpose, position }: Environment): EnvironmentAnswer => ({
  key,
  name,
  builtinDomain: null,
  defaultDomain: null,
  purpose,
  order: position,
  region: null,
  hosting: null,
  status: 'Ready',
  portfolioKey,
})
