import { answer } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import type { Choice, ChoicesQuery } from '../forms/search-picker.tsx'
import { findDeployedAssets } from './find-deployed-assets.ts'
import { choicesOf } from './places-of.ts'

const offered = 50
/** The roles of so many assets whose names contain the text are offered as well. */
const mostAssets = 5

/** End-user roles of a stage whose own name, or whose asset's, contains the text, each with its asset */
export const endUserRoleChoices = (text: string, environmentKey: string): ChoicesQuery => ({
  queryKey: ['application-roles', 'choices', environmentKey, text],
  queryFn: ({ signal }) => findInStage(text, environmentKey, signal),
})

async function findInStage(text: string, environmentKey: string, signal: AbortSignal): Promise<Choice[]> {
  const [named, assetKeys] = await Promise.all([
    findRoles({ environmentKey, nameContains: text || undefined }, signal),
    text ? findAssets(text, environmentKey, signal) : [],
  ])
  const ofAssets = await Promise.all(assetKeys.map((assetKey) => findRoles({ environmentKey, assetKey }, signal)))
  const found = new Map([...named, ...ofAssets.flat()].map((role) => [role.key, role]))
  return choicesOf([...found.values()].map(({ key, name, assetKey }) => ({ key, name, assetKey })))
}

interface RoleFilter {
  environmentKey?: string
  assetKey?: string
  nameContains?: string | undefined
}

async function findRoles(filter: RoleFilter, signal: AbortSignal) {
  const query = { limit: offered, ...filter }
  return (await answer(identityApi.GET('/application-roles', { params: { query }, signal }))).results
}

async function findAssets(text: string, environmentKey: string, signal: AbortSignal): Promise<string[]> {
  const query = { environmentKey, nameContains: text, limit: mostAssets }
  return (await findDeployedAssets(query, signal)).map(({ value }) => value)
}
