import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import { requireApiClient } from '../../api-clients/clients/change-api-client.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { PageOnlyQuery } from './registered-apis-schemas.ts'
import type { Grantee } from './scope-grant.ts'
import { selectScopesOf } from './scope-grants-repository.ts'

/**
 * A page of the APIs of which an API client holds scopes, by name
 * @throws Problem api_client_not_found
 */
export async function listApisOfApiClient(parts: Parts, principal: Principal, key: string, query: PageOnlyQuery) {
  const client = await requireApiClient(parts, principal.organizationKey, normalKey(key))
  return pageOfApis(parts, principal, { type: 'api-client', key: client.key }, query)
}

/** All of them are read for a page: somebody holds scopes of a few APIs. */
async function pageOfApis({ db }: Parts, { organizationKey }: Principal, grantee: Grantee, query: PageOnlyQuery) {
  const { limit = 100, offset = 0 } = query
  const apis = await selectScopesOf(db, organizationKey, grantee)
  return pageOf(apis.slice(offset, offset + limit), apis.length, { limit, offset })
}
