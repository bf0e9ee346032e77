import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getRegisteredApi } from './get-registered-api.ts'
import type { PageOnlyQuery } from './registered-apis-schemas.ts'
import { selectHolders } from './scope-grants-repository.ts'

/**
 * A page of the API clients and relying parties that hold scopes of an API, by name
 * @throws Problem registered_api_not_found
 */
export async function listScopeHolders(parts: Parts, principal: Principal, key: string, query: PageOnlyQuery) {
  const { limit = 100, offset = 0 } = query
  const api = await getRegisteredApi(parts, principal, key)
  const { rows, total } = await selectHolders(parts.db, principal.organizationKey, api.key, { limit, offset })
  return pageOf(rows, total, { limit, offset })
}
