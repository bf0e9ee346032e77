import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { hasIdentityProvider } from '../identity-providers/require-identity-provider.ts'
import type { GroupsQuery } from './groups-schemas.ts'
import { groupCondition, readGroupPage } from './read-group-page.ts'

/**
 * The groups of the environments in which the caller may manage groups, by name.
 * @throws Problem excluded_parameters, identity_provider_not_found for a filter by a provider that does not exist
 */
export async function listGroups(parts: Parts, principal: Principal, query: GroupsQuery) {
  const { limit = 100, offset = 0, ...filter } = query
  const { organizationKey } = principal
  const condition = groupCondition(principal, filter)
  const { identityProviderKey: providerKey } = condition
  if (providerKey && !(await hasIdentityProvider(parts, organizationKey, providerKey))) {
    throw new Problem('identity_provider_not_found', `There is no identity provider ${providerKey}.`)
  }
  const { rows, total } = await readGroupPage(parts, organizationKey, condition, { limit, offset })
  return pageOf(rows, total, { limit, offset })
}
