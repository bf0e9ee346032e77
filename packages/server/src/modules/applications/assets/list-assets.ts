import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectAssets } from './assets-repository.ts'
import type { AssetsQuery } from './assets-schemas.ts'

/** A page of the organization's assets. */
export async function listAssets({ db }: Parts, { organizationKey }: Principal, query: AssetsQuery) {
  const { nameContains, portfolioKey, type, sort = 'name', limit = 100, offset = 0 } = query
  const condition = { nameContains, types: type, portfolioKey: portfolioKey && normalKey(portfolioKey) }
  const { rows, total } = await selectAssets(db, organizationKey, condition, { sort: parseSort(sort), limit, offset })
  return pageOf(rows, total, { limit, offset })
}
