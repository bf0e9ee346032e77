import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import { searchForm } from '../../../db/fold.ts'
import { containsPattern } from '../../../db/folded-columns.ts'
import { like } from '../../../db/like.ts'
import type { ApplicationsTables } from '../../../db/schema/applications-schema.ts'
import type { AssetType } from '../../../db/schema/asset-types.ts'
import type { Schema } from '../../../db/schema/schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { Asset } from '../assets/asset.ts'
import { type AssetPlaces, inAssetPlaces } from '../assets/asset-conditions.ts'
import { type AssetRevision, tagOrder } from './asset-revision.ts'

/** Each asset has one newest revision, and one with the highest tag once one is tagged. */
type RevisionChoice = 'newest' | 'highest tag' | { assetKey: string; revision: number }

/** Which revisions: those that fulfil all conditions that are there. */
export interface RevisionCondition {
  /** Each of them: where the caller sees assets, and where they hold the permission that they ask for */
  places: readonly AssetPlaces[]
  assetKeys?: readonly string[] | undefined
  portfolioKeys?: readonly string[] | undefined
  types?: readonly AssetType[] | undefined
  nameContains?: string | undefined
  nameOrDescriptionContains?: string | undefined
  anyOf?: readonly RevisionChoice[] | undefined
  revision?: number | undefined
  since?: string | undefined
  to?: string | undefined
  isTagged?: boolean | undefined
  tag?: string | undefined
  /** Of each asset, so many of the newest */
  newest?: number | undefined
  commitMessageContains?: string | undefined
  /** No revision at all: what is asked for, none has. */
  isNone?: boolean | undefined
}

export interface RevisionSort {
  field: 'name' | 'createdAt' | 'revision' | 'tag'
  descending: boolean
}

interface RevisionPage {
  /** One at least. The asset's key and the revision break ties. */
  sort: readonly RevisionSort[]
  limit: number
  offset: number
}

/** With what the asset is called now */
export type AssetWithRevision = Omit<Asset, 'key'> & AssetRevision

const columns = [
  'a.key as assetKey',
  'a.portfolio_key as portfolioKey',
  'a.name',
  'a.type',
  'a.description',
  'a.latest_revision as latestRevision',
  'r.revision',
  'r.commit_message as commitMessage',
  'r.created_at as createdAt',
  'r.created_by as createdBy',
  'r.tag',
  'r.tagged_at as taggedAt',
  'r.tagged_by as taggedBy',
  'r.release_notes as releaseNotes',
] as const
const sortColumns = {
  name: 'a.name_folded',
  createdAt: 'r.created_at',
  revision: 'r.revision',
  tag: 'r.tag_order',
} as const

type Revisions = ExpressionBuilder<Schema & { a: Schema['assets']; r: Schema['asset_revisions'] }, 'a' | 'r'>

const matching = (db: Db, organizationKey: string, condition: RevisionCondition) =>
  db
    .selectFrom('assets as a')
    .innerJoin('asset_revisions as r', (join) =>
      join.onRef('r.organization_key', '=', 'a.organization_key').onRef('r.asset_key', '=', 'a.key'),
    )
    .where('a.organization_key', '=', organizationKey)
    .where((eb) => eb.and([...assetConditions(db, eb, condition), ...revisionConditions(eb, condition)]))

function assetConditions(db: Db, eb: Revisions, condition: RevisionCondition): Expression<SqlBool>[] {
  const { places, assetKeys, portfolioKeys, types, nameContains, nameOrDescriptionContains } = condition
  const texts = ['a.name_folded', 'a.description_folded']
  return [
    ...places.map((one) => inAssetPlaces(db, one)(eb as never)),
    ...(assetKeys ? [eb('a.key', 'in', assetKeys)] : []),
    ...(portfolioKeys ? [eb('a.portfolio_key', 'in', portfolioKeys)] : []),
    ...(types ? [types.length > 0 ? eb('a.type', 'in', types) : eb.lit(false)] : []),
    ...(nameContains ? [contains('a.name_folded', nameContains)] : []),
    ...(nameOrDescriptionContains ? [eb.or(texts.map((column) => contains(column, nameOrDescriptionContains)))] : []),
  ]
}

function revisionConditions(eb: Revisions, condition: RevisionCondition): Expression<SqlBool>[] {
  const { anyOf, revision, since, to, isTagged, tag, newest, commitMessageContains, isNone } = condition
  return [
    ...(anyOf ? [eb.or(anyOf.map((one) => isRevision(eb, one)))] : []),
    ...(revision === undefined ? [] : [eb('r.revision', '=', revision)]),
    ...(since ? [eb('r.created_at', '>=', since)] : []),
    ...(to ? [eb('r.created_at', '<=', to)] : []),
    ...(isTagged === undefined ? [] : [eb('r.tag', isTagged ? 'is not' : 'is', null)]),
    ...(tag ? [eb('r.tag', '=', tag)] : []),
    ...(newest ? [sql<boolean>`r.revision > a.latest_revision - ${newest}`] : []),
    ...(commitMessageContains ? [contains('r.commit_message_folded', commitMessageContains)] : []),
    ...(isNone ? [eb.lit(false)] : []),
  ]
}

function isRevision(eb: Revisions, one: RevisionChoice): Expression<SqlBool> {
  if (one === 'newest') return eb('r.revision', '=', eb.ref('a.latest_revision'))
  if (one === 'highest tag') return hasHighestTag
  return eb.and([eb('r.asset_key', '=', one.assetKey), eb('r.revision', '=', one.revision)])
}

const contains = (column: string, text: string) => like(column, containsPattern(text))

/** Leans on asset_revisions_by_tag_order */
const hasHighestTag = sql<boolean>`r.tag is not null and r.tag_order = (
  select max(t.tag_order) from asset_revisions as t
  where t.organization_key = r.organization_key and t.asset_key = r.asset_key)`

export async function selectRevisionPage(
  db: Db,
  organizationKey: string,
  condition: RevisionCondition,
  { sort, limit, offset }: RevisionPage,
): Promise<Found<AssetWithRevision>> {
  const directionOf = (order: RevisionSort | undefined) => (order?.descending ? 'desc' : 'asc')
  const direction = directionOf(sort[0])
  const revisions = matching(db, organizationKey, condition)
  let sorted = revisions.select(columns)
  for (const order of sort) sorted = sorted.orderBy(sortColumns[order.field], directionOf(order))
  const rows = await sorted
    .orderBy('a.key', direction)
    .orderBy('r.revision', direction)
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await revisions.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}

/** In no order */
export const selectRevisions = (
  db: Db,
  organizationKey: string,
  condition: RevisionCondition,
): Promise<AssetWithRevision[]> => matching(db, organizationKey, condition).select(columns).execute()

type Row = Selectable<ApplicationsTables['asset_revisions']>

/** What may change of a revision */
const changeable = ({ commitMessage, tag, taggedAt, taggedBy, releaseNotes }: AssetRevision) =>
  ({
    commit_message: commitMessage,
    commit_message_folded: commitMessage && searchForm(commitMessage),
    tag,
    tag_order: tagOrder(tag),
    tagged_at: taggedAt,
    tagged_by: taggedBy,
    release_notes: releaseNotes,
  }) satisfies Partial<Row>

/** The caller holds the asset's row, and has made the number of it. */
export async function insertRevision(db: Db, organizationKey: string, revision: AssetRevision): Promise<void> {
  await db
    .insertInto('asset_revisions')
    .values({
      organization_key: organizationKey,
      asset_key: revision.assetKey,
      revision: revision.revision,
      created_at: revision.createdAt,
      created_by: revision.createdBy,
      ...changeable(revision),
    })
    .execute()
}

export async function updateLatestRevision(
  db: Db,
  organizationKey: string,
  { assetKey, revision }: AssetRevision,
): Promise<void> {
  await db
    .updateTable('assets')
    .set({ latest_revision: revision })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', assetKey)
    .execute()
}

/**
 * Nobody else changes the revision before the transaction ends: the update changes nothing but takes the row's lock, on
 * both engines.
 */
export async function lockRevisionRow(
  db: Db,
  organizationKey: string,
  { assetKey, revision }: Pick<AssetRevision, 'assetKey' | 'revision'>,
): Promise<void> {
  await db
    .updateTable('asset_revisions')
    .set({ revision: sql.ref('revision') })
    .where('organization_key', '=', organizationKey)
    .where('asset_key', '=', assetKey)
    .where('revision', '=', revision)
    .execute()
}

export async function updateRevisionRow(db: Db, organizationKey: string, revision: AssetRevision): Promise<void> {
  await db
    .updateTable('asset_revisions')
    .set(changeable(revision))
    .where('organization_key', '=', organizationKey)
    .where('asset_key', '=', revision.assetKey)
    .where('revision', '=', revision.revision)
    .execute()
}
