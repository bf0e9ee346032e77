import { type Portico, PorticoError } from '@portico/sdk'

/** What stages and assets are called, beside their keys; a key alone where the API client may not see its name. */
export interface PlaceNames {
  environment(key: string): string
  asset(key: string): string
}

interface Place {
  environmentKey?: string
  assetKey?: string
}

/** As many keys as the server takes in one request */
const most = 100

/** Looks up the names of the stages and assets in which these things are, one request for each kind. */
export async function placeNamesOf(portico: Portico, things: readonly Place[]): Promise<PlaceNames> {
  const keysOf = (field: keyof Place): string[] => [...new Set(things.flatMap((thing) => thing[field] ?? []))]
  const assetKeys = keysOf('assetKey')
  const environments = keysOf('environmentKey').length === 0 ? [] : await visible(() => portico.environments.list())
  const assets: { assetKey: string; name: string }[] = []
  for (let start = 0; start < assetKeys.length; start += most) {
    const query = { assetKeys: assetKeys.slice(start, start + most) }
    assets.push(...(await visible(() => Array.fromAsync(portico.assetRevisions.list(query)))))
  }
  const names = new Map([
    ...environments.map(({ key, name }) => [key, name] as const),
    ...assets.map(({ assetKey, name }) => [assetKey, name] as const),
  ])
  const named = (key: string): string => (names.has(key) ? `${names.get(key)} (${key})` : key)
  return { environment: named, asset: named }
}

/** Names help to read. What may not be read, or what a server does not have, is left out. */
async function visible<T>(list: () => Promise<T[]>): Promise<T[]> {
  try {
    return await list()
  } catch (error) {
    if (error instanceof PorticoError && [403, 404].includes(error.status)) return []
    throw error
  }
}
