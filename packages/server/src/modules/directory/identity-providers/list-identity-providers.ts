import { containsPattern } from '../../../db/folded-columns.ts'
import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectIdentityProviders } from './identity-providers-repository.ts'
import type { IdentityProvidersQuery } from './identity-providers-schemas.ts'
import { showIdentityProvider } from './stored-identity-provider.ts'

/** A page of the identity providers, by name. */
export async function listIdentityProviders(
  { db }: Parts,
  { organizationKey }: Principal,
  query: IdentityProvidersQuery,
) {
  const { key, nameContains, limit = 100, offset = 0 } = query
  const filter = {
    ...(key === undefined ? {} : { key: normalKey(key) }),
    ...(nameContains === undefined ? {} : { namePattern: containsPattern(nameContains) }),
  }
  const { rows, total } = await selectIdentityProviders(db, organizationKey, filter, { limit, offset })
  return pageOf(rows.map(showIdentityProvider), total, { limit, offset })
}
