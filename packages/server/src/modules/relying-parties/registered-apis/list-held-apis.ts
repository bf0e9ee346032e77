import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import { requireApiClient } from '../../api-clients/clients/change-api-client.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireRelyingParty } from '../registrations/change-relying-party.ts'
import type { PageOnlyQuery } from './registered-apis-schemas.ts'
import type { Grantee } from './scope-grant.ts'
import { selectScopesOf } from './scope-grants-repository.ts'

/**
 * A page of the APIs of which somebody holds scopes, by name. All of them are read for it: they are few.
 * @throws Problem api_client_not_found, relying_party_not_found
 */
export async function listHeldApis(
  parts: Parts,
  principal: Principal,
  { type, key }: Grantee,
  { limit = 100, offset = 0 }: PageOnlyQuery,
) {
  const { organizationKey } = principal
  const requireHolder = type === 'api-client' ? requireApiClient : requireRelyingParty
  const holder = await requireHolder(parts, organizationKey, normalKey(key))
  const apis = await selectScopesOf(parts.db, organizationKey, { type, key: holder.key })
  return pageOf(apis.slice(offset, offset + limit), apis.length, { limit, offset })
}
