import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer, management, portfolios } from '../../api/client.ts'
import { permission } from '../../api/permission-names.ts'
import { type Session, useSession } from '../../api/session.ts'
import type { Choice } from '../../components/forms/search-picker.tsx'

/** How many a field offers before something is typed */
const offered = 50

const openers = [
  permission.openAssets,
  permission.createAssets,
  permission.deleteAssets,
  permission.deployAssets,
] as const

/** The assets whose names contain the text: all of them, or the deployed ones that the member may see. */
export async function findAssets(session: Session, text: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { limit: offered, nameContains: text || undefined }
  if (!session.may(openers)) return deployedAssets(query, signal)
  const { results } = await answer(management.GET('/assets', { params: { query }, signal }))
  return results.map(({ key, name }) => ({ value: key, label: name }))
}

export const assetsQuery = (session: Session, text: string) =>
  queryOptions({
    queryKey: ['assets', 'filter', text],
    queryFn: ({ signal }) => findAssets(session, text, signal),
  })

async function deployedAssets(
  query: { limit: number; nameContains?: string | undefined; key?: string },
  signal: AbortSignal,
): Promise<Choice[]> {
  const { results } = await answer(portfolios.GET('/deployed-assets', { params: { query }, signal }))
  return results.map(({ key, deployments }) => ({ value: key, label: deployments[0]?.name ?? key }))
}

/** The names of these assets. Those that the member may not see have none. */
export function useAssetNames(keys: readonly string[]): (key: string) => string {
  const session = useSession()
  const asked = [...new Set(keys)].sort()
  const { data } = useQuery({
    queryKey: ['assets', 'names', asked],
    enabled: asked.length > 0,
    async queryFn({ signal }) {
      const found = await deployedAssets({ limit: 100, key: asked.slice(0, 100).join(',') }, signal)
      const names = new Map(found.map(({ value, label }) => [value, label]))
      // Those that are deployed nowhere
      const missing = session.may(openers) ? asked.filter((key) => !names.has(key)) : []
      await Promise.all(
        missing.map(async (key) => {
          const asset = await answer(management.GET('/assets/{key}', { params: { path: { key } }, signal }))
          names.set(key, asset.name)
        }),
      )
      return names
    },
  })
  return (key) => data?.get(key) ?? (data ? 'Another asset' : '…')
}
