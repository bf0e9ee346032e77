import { fold } from '../../../db/fold.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Environment, environmentNameTaken } from './environment.ts'

/** What is absent or null stays as it is. */
export interface EnvironmentChange {
  key: string
  name?: string | null
  order?: number | null
}

export interface ChangedEnvironment {
  before: Environment
  after: Environment
}

/**
 * What the changes make of an organization's environments: only those that differ afterwards. An environment moves to
 * its new place, and the others of the portfolio fill the remaining places in their former sequence.
 * @throws Problem environment_not_found, invalid_body, nothing_to_change, environment_order_invalid,
 *   environment_name_taken
 */
export function arrangeEnvironments(
  environments: readonly Environment[],
  changes: readonly EnvironmentChange[],
): ChangedEnvironment[] {
  const after = new Map(environments.map((environment) => [environment.key, { ...environment }]))
  const asked = new Set<string>()
  if (changes.length === 0) throw new Problem('nothing_to_change', 'The field environments must name at least one.')
  for (const { key, name, order } of changes) {
    const environment = after.get(key)
    if (!environment) throw new Problem('environment_not_found', `There is no stage ${key}.`)
    if (asked.has(key)) throw new Problem('invalid_body', `The field environments must name ${key} only once.`)
    asked.add(key)
    if ((name ?? order ?? null) === null)
      throw new Problem('nothing_to_change', `Give the stage ${environment.name} a name or an order.`)
    environment.name = requireName('name', name) ?? environment.name
  }
  for (const portfolioKey of new Set(environments.map((environment) => environment.portfolioKey))) {
    const those = [...after.values()].filter((environment) => environment.portfolioKey === portfolioKey)
    requireDifferentNames(those)
    const orders = changes.filter(({ key, order }) => (order ?? null) !== null && those.some((one) => one.key === key))
    if (orders.length > 0) reorder(those, new Map(orders.map(({ key, order }) => [key, order ?? 0])))
  }
  return environments.flatMap((before) => {
    const now = after.get(before.key) ?? before
    return now.name === before.name && now.position === before.position ? [] : [{ before, after: now }]
  })
}

function reorder(environments: Environment[], orders: ReadonlyMap<string, number>): void {
  const places = new Array<Environment | undefined>(environments.length).fill(undefined)
  for (const environment of environments) {
    const order = orders.get(environment.key)
    if (order === undefined) continue
    if (order < 0 || order >= places.length) {
      const range = `The order of ${environment.name} must be from 0 to ${places.length - 1}`
      throw new Problem('environment_order_invalid', `${range}: its portfolio has ${places.length} stages.`)
    }
    const other = places[order]
    if (other) {
      const both = `${other.name} and ${environment.name}`
      throw new Problem('environment_order_invalid', `${both} cannot both have the order ${order}.`)
    }
    places[order] = environment
  }
  const others = environments
    .filter(({ key }) => !orders.has(key))
    .sort((one, another) => one.position - another.position)
  places.forEach((environment, position) => {
    const placed = environment ?? others.shift()
    if (placed) placed.position = position
  })
}

function requireDifferentNames(environments: readonly Environment[]): void {
  const names = new Map<string, Environment>()
  for (const environment of environments) {
    const folded = fold(environment.name)
    if (names.has(folded)) throw environmentNameTaken(environment.name)
    names.set(folded, environment)
  }
}
