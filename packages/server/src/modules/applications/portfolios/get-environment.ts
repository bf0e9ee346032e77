import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { environmentsOf, type Principal } from '../../foundation/permissions/principal.ts'
import { answerOf, findEnvironment } from './list-environments.ts'
import type { EnvironmentAnswer } from './portfolios-schemas.ts'

/** What the ETag of an environment is made of */
export const editedEnvironment = { kind: 'stage', fields: ['name', 'order'] }

/** @throws Problem environment_not_found, also for an environment that the caller may not view */
export async function getEnvironment(parts: Parts, principal: Principal, key: string): Promise<EnvironmentAnswer> {
  const visible = environmentsOf(principal, 'Portfolio management > View stage')
  const found = await findEnvironment(parts, principal.organizationKey, key)
  if (found && (visible === 'all' || visible.has(found.key))) return answerOf(found)
  throw new Problem('environment_not_found', `There is no stage ${key}.`)
}
