import type { operations } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { answer, identity, management } from '../../api/client.ts'

type Body<O extends 'Asset_Read' | 'Asset_List'> = operations[O]['responses'][200]['content']['application/json']

export type Asset = Body<'Asset_Read'>
export type AssetSummary = Body<'Asset_List'>['results'][number]
export type AssetType = Asset['type']
export type DefinedRole = Asset['applicationRoles'][number]

export const assetTypes: { value: AssetType; label: string }[] = [
  { value: 'WebApplication', label: 'Web application' },
  { value: 'MobileApplication', label: 'Mobile application' },
  { value: 'Workflow', label: 'Workflow' },
  { value: 'Library', label: 'Library' },
]

export const typeInWords = (type: AssetType): string => assetTypes.find(({ value }) => value === type)?.label ?? type

export const assetQuery = (key: string) =>
  queryOptions({
    queryKey: ['assets', 'one', key],
    queryFn: ({ signal }) => answer(management.GET('/assets/{key}', { params: { path: { key } }, signal })),
    placeholderData: undefined,
  })

/** The role as it exists in the environments in which the member may view end users: each with a key of its own. */
export const rolePlacesQuery = (assetKey: string, role: DefinedRole) =>
  queryOptions({
    queryKey: ['assets', 'role-places', assetKey, role.externalKey],
    async queryFn({ signal }) {
      const query = { assetKey, nameContains: role.name, limit: 100 }
      const { results } = await answer(identity.GET('/application-roles', { params: { query }, signal }))
      return results.filter(({ externalKey }) => externalKey === role.externalKey)
    },
    placeholderData: undefined,
  })
