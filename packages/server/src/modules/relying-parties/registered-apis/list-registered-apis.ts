import { containsPattern } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectRegisteredApis } from './registered-apis-repository.ts'
import type { RegisteredApisQuery } from './registered-apis-schemas.ts'

/** A page of the registered APIs with their scopes, by name */
export async function listRegisteredApis({ db }: Parts, { organizationKey }: Principal, query: RegisteredApisQuery) {
  const { nameContains, limit = 100, offset = 0 } = query
  const filter = nameContains === undefined ? {} : { namePattern: containsPattern(nameContains) }
  const { rows, total } = await selectRegisteredApis(db, organizationKey, filter, { limit, offset })
  return pageOf(rows, total, { limit, offset })
}
