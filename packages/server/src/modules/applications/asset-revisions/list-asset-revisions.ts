import type { Parts } from '../../../db/parts.ts'
import { pageOf, parseSort } from '../../../http/api/page.ts'
import { timestampParameter } from '../../../http/api/timestamp-parameter.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { AssetRevisionsQuery } from './asset-repository-schemas.ts'
import { selectRevisionPage } from './asset-revisions-repository.ts'
import type { RevisionsQuery } from './asset-revisions-schemas.ts'
import { getNewestRevision } from './get-asset-revision.ts'
import { showAssetRevision } from './show-asset-revision.ts'

/** The revisions of an asset, the newest one first unless asked otherwise. @throws Problem asset_not_found */
export async function listAssetRevisions(parts: Parts, principal: Principal, key: string, query: AssetRevisionsQuery) {
  const { sort = '-revision', limit = 100, offset = 0 } = query
  const { assetKey } = await getNewestRevision(parts, principal, key)
  const condition = {
    places: [],
    assetKeys: [assetKey],
    since: timestampParameter('revisionDateTimeSince', query.revisionDateTimeSince),
    to: timestampParameter('revisionDateTimeTo', query.revisionDateTimeTo),
    isTagged: query.isTagged,
    tag: query.tag,
    commitMessageContains: query.commitMessage,
    isNone: query.modelDigest !== undefined,
  }
  const page = { sort: [parseSort(sort)], limit, offset }
  const { rows, total } = await selectRevisionPage(parts.db, principal.organizationKey, condition, page)
  return pageOf(rows.map(showAssetRevision(query.embed)), total, { limit, offset })
}

/** The same with release notes, for the management API. @throws Problem asset_not_found */
export async function listRevisionsWithNotes(
  parts: Parts,
  principal: Principal,
  key: string,
  { limit = 100, offset = 0 }: RevisionsQuery,
) {
  const { assetKey } = await getNewestRevision(parts, principal, key)
  const condition = { places: [], assetKeys: [assetKey] }
  const page = { sort: [parseSort('-revision' as const)], limit, offset }
  const { rows, total } = await selectRevisionPage(parts.db, principal.organizationKey, condition, page)
  return pageOf(rows, total, { limit, offset })
}
