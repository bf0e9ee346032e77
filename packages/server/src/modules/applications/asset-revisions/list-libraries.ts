import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { AssetType } from '../../../db/schema/asset-types.ts'
import { pageOf } from '../../../http/api/page.ts'
import { parseKeys } from '../../../http/api/parse-keys.ts'
import { parseWords } from '../../../http/api/parse-words.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { AssetPlaces } from '../assets/asset-conditions.ts'
import { type PermissionFilter, parsePermissionFilter } from '../assets/permission-filter.ts'
import { getReachedPortfolios } from '../portfolios/get-reached-portfolios.ts'
import { listEnvironments } from '../portfolios/list-environments.ts'
import {
  type AssetWithRevision,
  type RevisionSort,
  selectRevisionPage,
  selectRevisions,
} from './asset-revisions-repository.ts'
import type { LibrariesQuery, Library } from './libraries-schemas.ts'

/** Of a library, where all are asked for. The asset repository has pages of the others. */
const mostRevisions = 100

const libraryTypes = [
  'LowCodeLibrary',
  'ExtensionLibrary',
  'ExternalLibrary',
  'WidgetLibrary',
  'MobileLibrary',
] as const satisfies AssetType[]

/**
 * Libraries with their newest revision, or the one with the highest tag, or all of them, newest first: the newest 100 of
 * each, so that an answer has an end. Those without any tag are left out where the highest is asked for.
 * @throws Problem invalid_parameter, permission_filter_unknown
 */
export async function listLibraries(parts: Parts, principal: Principal, query: LibrariesQuery) {
  const { organizationKey } = principal
  const { revisions = 'Latest', nameContains, portfolioKey, limit = 100, offset = 0 } = query
  const condition = {
    places: await libraryPlaces(parts, principal, parsePermissionFilter(query.permissionFilter)),
    assetKeys: parseKeys('key', query.key, 100),
    types: parseWords('type', libraryTypes, query.type) ?? libraryTypes,
    nameContains,
    portfolioKeys: portfolioKey === undefined ? undefined : [normalKey(portfolioKey)],
    anyOf: [revisions === 'HighestTag' ? 'highest tag' : 'newest'] as const,
  }
  const page = { sort: parseSorts(query.sort), limit, offset }
  const { rows, total } = await selectRevisionPage(parts.db, organizationKey, condition, page)
  const assetKeys = rows.map(({ assetKey }) => assetKey)
  const all =
    revisions === 'All' && rows.length > 0
      ? await selectRevisions(parts.db, organizationKey, { places: [], assetKeys, newest: mostRevisions })
      : rows
  const ofLibrary = Map.groupBy(all, ({ assetKey }) => assetKey)
  const results = rows.map((row): Library => {
    const shown = ofLibrary.get(row.assetKey) ?? []
    return {
      key: row.assetKey,
      type: row.type,
      isBuiltIn: false,
      portfolioKey: row.portfolioKey,
      revisions: shown.toSorted((one, other) => other.revision - one.revision).map(show),
    }
  })
  return pageOf(results, total, { limit, offset })
}

const show = (row: AssetWithRevision): Library['revisions'][number] => ({
  revision: row.revision,
  name: row.name,
  description: row.description,
  iconUrl: null,
  publishDateTime: row.createdAt,
  publishUserKey: row.createdBy,
  tag: row.tag,
  taggingUserKey: row.taggedBy,
  taggingDateTime: row.taggedAt,
  isLatest: row.revision === row.latestRevision,
})

/** `Name:asc`, `publishdatetime:desc`, … */
function parseSorts(texts: readonly string[] | undefined): RevisionSort[] {
  return (texts ?? ['Name:asc']).map((text) => {
    const [, field, direction] = /^(name|publishdatetime):(asc|desc)$/.exec(text.toLowerCase()) ?? []
    if (field) return { field: field === 'name' ? 'name' : 'createdAt', descending: direction === 'desc' }
    const pairs = 'Name:asc, Name:desc, PublishDateTime:asc, PublishDateTime:desc'
    throw new Problem('invalid_parameter', `The parameter sort must be one or more of ${pairs}, separated by commas.`)
  })
}

/** Where the caller holds any permission, and the one that the filter names. None: in the whole organization. */
async function libraryPlaces(
  parts: Parts,
  principal: Principal,
  filter: PermissionFilter | undefined,
): Promise<AssetPlaces[]> {
  const reached = await getReachedPortfolios(parts, principal, principal.access.keys())
  const filtered = filter && (await placesOfFilter(parts, principal, filter))
  return [reached && placesOf(reached), filtered].filter((places) => places !== undefined)
}

const placesOf = ({ portfolioKeys, assets }: { portfolioKeys: string[]; assets: { key: string }[] }): AssetPlaces => ({
  portfolioKeys,
  environmentKeys: [],
  assetKeys: assets.map(({ key }) => key),
})

const nowhere: AssetPlaces = { portfolioKeys: [], environmentKeys: [], assetKeys: [] }

/** Libraries are not deployed: with an environment, those of its portfolio. */
async function placesOfFilter(
  parts: Parts,
  principal: Principal,
  { permission, environmentKey }: PermissionFilter,
): Promise<AssetPlaces | undefined> {
  const scope = principal.access.get(permission)
  if (scope === undefined) return nowhere
  if (environmentKey === undefined) {
    const reached = await getReachedPortfolios(parts, principal, [permission])
    return reached && placesOf(reached)
  }
  const environments = await listEnvironments(parts, principal.organizationKey)
  const environment = environments.find(({ key }) => key === environmentKey)
  if (!environment) return nowhere
  const { portfolioKey } = environment
  if (scope === 'all' || scope.environments.has(environmentKey)) return { ...nowhere, portfolioKeys: [portfolioKey] }
  const assets = [...scope.assets].filter(
    ([, asset]) =>
      asset.portfolioKey === portfolioKey && (asset.environments === 'all' || asset.environments.has(environmentKey)),
  )
  return { ...nowhere, assetKeys: assets.map(([key]) => key) }
}
