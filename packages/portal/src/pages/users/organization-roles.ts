import { queryOptions } from '@tanstack/react-query'
import { answer, identity } from '../../api/client.ts'
import type { Choice } from '../../components/forms/search-picker.tsx'

/** Every organization role: there are few, and a field that offers only some would hide the others. */
export const organizationRolesQuery = queryOptions({
  queryKey: ['organization-roles', 'all'],
  async queryFn({ signal }) {
    const roles = []
    for (let offset: number | null = 0; offset !== null; ) {
      const query: { limit: number; offset: number } = { limit: 100, offset }
      const { results, page } = await answer(identity.GET('/organization-roles', { params: { query }, signal }))
      roles.push(...results.map(({ key, name }) => ({ value: key, label: name ?? key })))
      offset = page.nextPageOffset
    }
    return roles
  },
})

/** The names of identity providers. */
export const providersQuery = queryOptions({
  queryKey: ['identity-providers', 'options'],
  async queryFn({ signal }) {
    const query = { limit: 100 }
    const { results } = await answer(identity.GET('/identity-providers', { params: { query }, signal }))
    return results.map(({ key, name, type }) => ({ value: key, label: name ?? key, isBuiltIn: type === 'Cognito' }))
  },
})

/** What is asked for where an organization role is granted. Days are `YYYY-MM-DD`, in UTC; empty for no limit. */
export interface OrganizationGrant {
  roleKey: string | null
  scope: 'organization' | 'assets'
  assets: Choice[]
  from: string
  until: string
}

export const noGrant: OrganizationGrant = { roleKey: null, scope: 'organization', assets: [], from: '', until: '' }

/** From the beginning of the first day to the end of the last one. */
export const periodOf = ({ from, until }: OrganizationGrant) => ({
  startTime: from ? `${from}T00:00:00.000Z` : null,
  endTime: until ? `${until}T23:59:59.999Z` : null,
})

export const assetKeysOf = ({ scope, assets }: OrganizationGrant): string[] | undefined =>
  scope === 'assets' ? assets.map(({ value }) => value) : undefined

/** What can be told without the server. */
export function checkGrant(grant: OrganizationGrant): Partial<Record<keyof OrganizationGrant, string>> {
  if (grant.scope === 'assets' && grant.assets.length === 0) {
    return { assets: 'Choose the assets, or grant the role for the whole organization.' }
  }
  if (grant.from && grant.until && grant.until < grant.from)
    return { until: 'The last day comes before the first one.' }
  return {}
}
