import { msg } from '@lingui/core/macro'
import type { Choice } from '../../components/forms/search-picker.tsx'
import { pageI18n } from '../../components/language/page-language.ts'

/** The values of the fields that grant an organization role. Days are `YYYY-MM-DD`, in UTC; empty for no limit. */
export interface OrganizationGrant {
  roleKey: string | null
  scope: 'organization' | 'assets'
  assets: Choice[]
  from: string
  until: string
}

export const noGrant: OrganizationGrant = { roleKey: null, scope: 'organization', assets: [], from: '', until: '' }

/** From the start of the first day to the end of the last day. */
export const periodOf = ({ from, until }: OrganizationGrant) => ({
  startTime: from ? `${from}T00:00:00.000Z` : null,
  endTime: until ? `${until}T23:59:59.999Z` : null,
})

export const assetKeysOf = ({ scope, assets }: OrganizationGrant): string[] | undefined =>
  scope === 'assets' ? assets.map(({ value }) => value) : undefined

/** What is wrong with the values, as far as the server need not be asked. */
export function checkGrant(grant: OrganizationGrant): Partial<Record<keyof OrganizationGrant, string>> {
  if (grant.scope === 'assets' && grant.assets.length === 0) {
    return { assets: pageI18n()._(msg`Choose the assets, or grant the role for the whole organization.`) }
  }
  if (grant.from && grant.until && grant.until < grant.from)
    return { until: pageI18n()._(msg`The last day comes before the first one.`) }
  return {}
}
