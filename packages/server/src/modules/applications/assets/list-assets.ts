import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectAssets } from './assets-repository.ts'
import type { AssetsQuery } from './assets-schemas.ts'
import { visibleAssets } from './visible-assets.ts'

/** A page of the assets that the caller sees. */
export async function listAssets(parts: Parts, principal: Principal, query: AssetsQuery) {
  const { nameContains, portfolioKey, type, sort = 'name', limit = 100, offset = 0 } = query
  const places = await visibleAssets(parts, principal)
  const condition = { nameContains, types: type, portfolioKey: portfolioKey && normalKey(portfolioKey), places }
  const { field, descending } = parseSort(sort)
  const page = { sort: [{ by: field, descending }], limit, offset }
  const { rows, total } = await selectAssets(parts.db, principal.organizationKey, condition, page)
  return pageOf(rows, total, { limit, offset })
}
