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
 * Finds those that a text means: the one with this key, else by name without regard to case. A key comes first: whoever may
 * rename one environment must not have it taken for another one.
 */
export function findEnvironmentsNamed(environments: readonly Environment[]): (text: string) => readonly Environment[] {
  const byKey = Map.groupBy(environments, ({ key }) => key)
  // A request may name thousands of them, by keys nearly always.
  let byName: Map<string, Environment[]> | undefined
  return (text) => {
    const withKey = byKey.get(normalKey(text))
    if (withKey) return withKey
    byName ??= Map.groupBy(environments, ({ name }) => fold(name))
    return byName.get(fold(text)) ?? []
  }
}
