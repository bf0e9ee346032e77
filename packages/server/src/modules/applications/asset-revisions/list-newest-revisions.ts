import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { assetTypes } from '../../../db/schema/asset-types.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { NewestRevisionsQuery } from './asset-repository-schemas.ts'
import { selectRevisionPage } from './asset-revisions-repository.ts'
import { isDeployable } from './is-deployable.ts'
import { readableAssets } from './readable-assets.ts'
import { showAssetRevision } from './show-asset-revision.ts'

/** The newest revision of each asset that the caller may read. */
export async function listNewestRevisions(parts: Parts, principal: Principal, query: NewestRevisionsQuery) {
  const { nameContains, nameOrDescriptionContains, assetTypes: types, sort = 'name', limit = 100, offset = 0 } = query
  const deployable = query['metadata.isDeployable']
  const condition = {
    places: await readableAssets(parts, principal, query.permissionFilter),
    anyOf: ['newest'] as const,
    nameContains,
    nameOrDescriptionContains,
    assetKeys: query.assetKeys?.map(normalKey),
    portfolioKeys: query.portfolioKeys?.map(normalKey),
    types: deployable === undefined ? types : (types ?? assetTypes).filter((type) => isDeployable(type) === deployable),
    // No asset of Portico is external, built in or a template, or has a path.
    isNone:
      query.isExternal === true ||
      query['metadata.isBuiltInAsset'] === true ||
      query['metadata.templateType'] !== undefined ||
      query['metadata.urlPathContains'] !== undefined,
  }
  const page = { sort: [parseSort(sort)], limit, offset }
  const { rows, total } = await selectRevisionPage(parts.db, principal.organizationKey, condition, page)
  return pageOf(rows.map(showAssetRevision(query.embed)), total, { limit, offset })
}
