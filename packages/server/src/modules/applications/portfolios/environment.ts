import { fold } from '../../../db/fold.ts'
import { normalKey } from '../../../db/keys.ts'
import type { EnvironmentPurpose } from '../../../db/schema/applications-schema.ts'
import { Problem } from '../../../problems/problem.ts'

export interface Environment {
  key: string
  portfolioKey: string
  name: string
  purpose: EnvironmentPurpose
  /** Its place among those of its portfolio, from 0 */
  position: number
}

/** What the audit trail names. */
export const environmentEntity = ({ key, name }: Environment) => ({ type: 'environment' as const, key, name })

/** For a name that another environment of the portfolio has */
export const environmentNameTaken = (name: string): Problem =>
  new Problem('environment_name_taken', `The portfolio has a stage with the name '${name}' already.`)

/**
 * Those that the text means: the one with this key, else by name without regard to case. A key comes first: whoever may
 * rename one environment must not have it taken for another one.
 */
export function environmentsNamed(environments: readonly Environment[], text: string): Environment[] {
  const withKey = environments.filter(({ key }) => key === normalKey(text))
  return withKey.length > 0 ? withKey : environments.filter(({ name }) => fold(name) === fold(text))
}
