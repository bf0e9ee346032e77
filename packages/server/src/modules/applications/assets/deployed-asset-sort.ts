import { isKey, normalKey } from '../../../db/keys.ts'
import { Problem } from '../../../problems/problem.ts'

/** What assets are sorted by: a field, or when they were deployed to an environment. */
export interface AssetOrder {
  by: 'name' | 'type' | 'createdAt' | { deployedTo: string }
  descending: boolean
}

const mostOrders = 10

/**
 * Orders separated by commas, each a field or `deployments[<environmentKey>].deploymentDateTime`, with a minus in front
 * to descend. Case does not matter: ODC's own examples differ in it.
 * @throws Problem invalid_parameter naming what is allowed
 */
export function parseDeployedAssetSort(sort: string | undefined): AssetOrder[] {
  const orders = (sort ?? 'name').split(',').map((text) => parseOrder(text.trim()))
  const known = orders.filter((order) => order !== undefined)
  if (known.length === orders.length && known.length <= mostOrders) return withoutRepeated(known)
  throw new Problem(
    'invalid_parameter',
    `The parameter sort must be 1 to ${mostOrders} of name, type, deployments[<environmentKey>].deploymentDateTime, separated by commas; with a minus in front, descending.`,
  )
}

/** What is asked for again decides nothing, and would be compared each time. */
function withoutRepeated(orders: readonly AssetOrder[]): AssetOrder[] {
  const first = new Map<string, AssetOrder>()
  for (const order of orders) {
    const name = JSON.stringify(order.by)
    if (!first.has(name)) first.set(name, order)
  }
  return [...first.values()]
}

function parseOrder(text: string): AssetOrder | undefined {
  const descending = text.startsWith('-')
  const field = (descending ? text.slice(1) : text).toLowerCase()
  if (field === 'name' || field === 'type') return { by: field, descending }
  const environmentKey = normalKey(/^deployments\[([^\]]*)\]\.deploymentdatetime$/.exec(field)?.[1] ?? '')
  return isKey(environmentKey) ? { by: { deployedTo: environmentKey }, descending } : undefined
}
