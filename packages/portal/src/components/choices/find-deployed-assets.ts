import { answer } from '@portico/sdk'
import { portfoliosApi } from '../../api/apis.ts'
import type { Choice } from '../forms/search-picker.tsx'

interface DeployedAssetFilter {
  limit: number
  /** Several separated by commas */
  key?: string
  nameContains?: string | undefined
  /** Of one stage */
  environmentKey?: string
}

/** Deployed assets that the member may see, as choices by their keys. */
export async function findDeployedAssets(query: DeployedAssetFilter, signal: AbortSignal): Promise<Choice[]> {
  const { results } = await answer(portfoliosApi.GET('/deployed-assets', { params: { query }, signal }))
  return results.map(({ key, deployments }) => ({ value: key, label: deployments[0]?.name ?? key }))
}
