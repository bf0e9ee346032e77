import { answer, identity, portfolios } from '../../api/client.ts'
import type { Choice } from '../../components/forms/search-picker.tsx'

/** Application roles of an environment whose own name, or whose asset's, contains the text. */
export async function findApplicationRoles(
  environmentKey: string,
  text: string,
  signal: AbortSignal,
): Promise<Choice[]> {
  const roles = async (filter: { nameContains?: string; assetKey?: string }) => {
    const query = { environmentKey, limit: 50, ...filter }
    return (await answer(identity.GET('/application-roles', { params: { query }, signal }))).results
  }
  const assets = async (filter: { nameContains?: string; key?: string }) => {
    const query = { environmentKey, limit: 100, ...filter }
    const { results } = await answer(portfolios.GET('/deployed-assets', { params: { query }, signal }))
    return results.map(({ key, deployments }): [string, string] => [key, deployments[0]?.name ?? key])
  }
  const [named, namedAssets] = await Promise.all([
    roles(text ? { nameContains: text } : {}),
    text ? assets({ nameContains: text }) : [],
  ])
  const ofAssets = await Promise.all(namedAssets.slice(0, 5).map(([assetKey]) => roles({ assetKey })))
  const found = [...new Map([...named, ...ofAssets.flat()].map((role) => [role.key, role])).values()]
  const assetKeys = [...new Set(found.map(({ assetKey }) => assetKey))].slice(0, 100)
  const names = new Map(assetKeys.length > 0 ? await assets({ key: assetKeys.join(',') }) : [])
  return found.map(({ key, name, assetKey }) => ({
    value: key,
    label: `${name ?? key} · ${names.get(assetKey) ?? 'Another asset'}`,
  }))
}

/** Groups whose names contain the text, with the environments that they belong to. */
export async function findGroups(
  text: string,
  environmentName: (key: string) => string,
  signal: AbortSignal,
): Promise<Choice[]> {
  const query = { limit: 50, nameContains: text || undefined }
  const { results } = await answer(identity.GET('/groups', { params: { query }, signal }))
  return results.map(({ key, name, environmentKey }) => ({
    value: key,
    label: `${name ?? key} · ${environmentName(environmentKey)}`,
  }))
}
