import { queryOptions } from '@tanstack/react-query'
import { environmentsQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/query-client.ts'
import type { Choice } from '../forms/search-picker.tsx'
import { joinNames } from '../values/join-names.ts'
import { findDeployedAssets } from './find-deployed-assets.ts'

/** What belongs to an asset, to a stage, or to both */
interface Placed {
  assetKey?: string
  environmentKey?: string
}

const most = 100

/** The names of these deployed assets by their keys, of 100 at most. Those that the member may not see have none. */
export const assetNamesQuery = (keys: readonly string[]) =>
  queryOptions({
    queryKey: ['assets', 'deployed-names', keys],
    async queryFn({ signal }): Promise<ReadonlyMap<string, string>> {
      const query = { key: keys.slice(0, most).join(','), limit: most }
      return new Map((await findDeployedAssets(query, signal)).map(({ value, label }) => [value, label]))
    },
  })

/** Where each of these belongs: `Field Service · Test`. What the member may not see is left out. */
export async function placesOf(things: readonly Placed[]): Promise<(thing: Placed) => string> {
  const keys = [...new Set(things.flatMap(({ assetKey }) => assetKey ?? []))].sort()
  const isInStages = things.some(({ environmentKey }) => environmentKey !== undefined)
  const [assets, stages] = await Promise.all([
    keys.length > 0 ? queryClient.fetchQuery(assetNamesQuery(keys)).catch(() => undefined) : undefined,
    isInStages ? queryClient.fetchQuery(environmentsQuery).catch(() => []) : [],
  ])
  return ({ assetKey = '', environmentKey }) =>
    joinNames([assets?.get(assetKey), stages.find(({ key }) => key === environmentKey)?.name])
}

/** As choices, each with its place, since several have the same name: `Dispatcher · Field Service · Test` */
export async function choicesOf(things: readonly (Placed & { key: string; name: string | null })[]): Promise<Choice[]> {
  const placeOf = await placesOf(things)
  return things.map((thing) => ({
    value: thing.key,
    label: joinNames([thing.name ?? thing.key, placeOf(thing)]),
  }))
}
