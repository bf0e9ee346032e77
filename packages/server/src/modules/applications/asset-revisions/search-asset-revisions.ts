import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { AssetListFilter, AssetRevisionAnswer, AssetVersionFilter } from './asset-repository-schemas.ts'
import { tagOrder } from './asset-revision.ts'
import { type AssetWithRevision, selectRevisions } from './asset-revisions-repository.ts'
import { readableAssets } from './readable-assets.ts'
import { parseEmbeds, showAssetRevision } from './show-asset-revision.ts'

/**
 * One revision for each filter, in their order, as far as the caller may read the asset. A filter that finds none is left
 * out; no revision of Portico has a digest.
 * @throws Problem invalid_body
 */
export async function searchAssetRevisions(
  parts: Parts,
  principal: Principal,
  { assetVersionFilters, embeds }: AssetListFilter,
): Promise<{ results: AssetRevisionAnswer[] }> {
  const embed = parseEmbeds(embeds)
  const filters = (assetVersionFilters ?? []).flatMap(parseFilter)
  if (filters.length === 0) return { results: [] }
  const revisions = await selectRevisions(parts.db, principal.organizationKey, {
    places: await readableAssets(parts, principal),
    assetKeys: filters.map(({ assetKey }) => assetKey),
    anyOf: ['newest', 'highest tag', ...filters.flatMap(numbered)],
  })
  const ofAsset = Map.groupBy(revisions, ({ assetKey }) => assetKey)
  const found = filters.flatMap((filter) => revisionFor(filter, ofAsset.get(filter.assetKey) ?? []) ?? [])
  return { results: found.map(showAssetRevision(embed)) }
}

interface Filter {
  assetKey: string
  revision?: number
  isHighestTag: boolean
}

/** Nothing where no revision can be meant. @throws Problem invalid_body */
function parseFilter({ key, digest, revision, isHighestTag = false }: AssetVersionFilter, index: number): Filter[] {
  const named = typeof key === 'string'
  if (!named && typeof digest !== 'string') {
    throw new Problem('invalid_body', `The field assetVersionFilters[${index}] must name a key or a digest.`)
  }
  if (!named || typeof digest === 'string') return []
  return [{ assetKey: normalKey(key), isHighestTag, ...(typeof revision === 'number' && { revision }) }]
}

const numbered = ({ assetKey, revision }: Filter) => (revision === undefined ? [] : [{ assetKey, revision }])

/** @param revisions of the asset, at least the newest one and the one with the highest tag */
function revisionFor(
  { revision, isHighestTag }: Filter,
  revisions: readonly AssetWithRevision[],
): AssetWithRevision | undefined {
  const asked = revision ?? (isHighestTag ? undefined : revisions[0]?.latestRevision)
  const fitting = revisions.filter((one) => asked === undefined || one.revision === asked)
  return isHighestTag ? fitting.find((one) => one === highestTagOf(revisions)) : fitting[0]
}

const highestTagOf = (revisions: readonly AssetWithRevision[]): AssetWithRevision | undefined =>
  revisions
    .filter(({ tag }) => tag !== null)
    .reduce<AssetWithRevision | undefined>(
      (highest, one) => (highest && tagOrder(highest.tag) > tagOrder(one.tag) ? highest : one),
      undefined,
    )
