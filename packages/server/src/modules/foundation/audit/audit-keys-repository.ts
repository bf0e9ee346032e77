import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { isKey } from '../../../db/keys.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { Schema } from '../../../db/schema/schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { endOfTrail, isNone, matchingEntries, type Range } from './audit-blocks-repository.ts'
import {
  anyOne,
  areActingClients,
  areShared,
  type KindCondition,
  type Kinds,
  selectKinds,
} from './audit-kinds-repository.ts'

/** What a search has found: the entries that have any of it */
export interface FoundBySearch {
  /** Whom and what: what an entry is about or names beside, or who acted */
  keys: readonly string[]
  actions?: readonly string[] | undefined
  address?: string | undefined
  traceId?: string | undefined
}

/** Several values of one filter: any of them. Different filters: all of them. */
export interface AuditFilter {
  action?: readonly string[] | undefined
  entity_type?: readonly string[] | undefined
  entity_key?: readonly string[] | undefined
  actor_type?: readonly AuditEntryTable['actor_type'][] | undefined
  actor_key?: readonly string[] | undefined
  environment_key?: readonly string[] | undefined
  result?: readonly AuditEntryTable['result'][] | undefined
  role_key?: readonly string[] | undefined
  asset_key?: readonly string[] | undefined
  /** 0: without what belongs to imports */
  is_part?: readonly [0] | undefined
  /** Imports */
  part_of?: readonly string[] | undefined
  /** What an entry is about, or whom it names beside */
  subject_key?: readonly string[] | undefined
  found?: FoundBySearch | undefined
  since?: string | undefined
  to?: string | undefined
}

export const rangeOf = ({ since, to }: Pick<AuditFilter, 'since' | 'to'>): Range => ({
  from: since ?? '',
  // The first text after that time
  until: to === undefined ? endOfTrail : `${to} `,
})

/** Kinds know API clients that act, roles and assets, and neither people nor what else was done something to. */
export async function isByKey(db: Db, organizationKey: string, filter: AuditFilter): Promise<boolean> {
  const { entity_key, subject_key, found, part_of, actor_key, role_key, asset_key } = filter
  if (entity_key || subject_key || found || part_of) return true
  if (actor_key && !(await areActingClients(db, organizationKey, actor_key))) return true
  if (role_key && (await areShared(db, organizationKey, 'role_key'))) return true
  return asset_key !== undefined && (await areShared(db, organizationKey, 'asset_key'))
}

/** Entries, as `e`, by what they are sorted and counted by */
export type Entries = ReturnType<typeof matchingEntries>

const amongOf = ({ among }: Kinds): RawBuilder<unknown> => {
  if (!Array.isArray(among)) return sql`${among}`
  return among.length === 0 ? sql`(-1)` : sql`(${sql.join(among)})`
}

const distinct = (keys: readonly string[]): string[] => [...new Set(keys)]
const orAnyOne = (keys: readonly string[] | undefined) => keys && [...keys, anyOne]

/** The first of the matching entries in one direction, at most `most`, of those after a place where one is given */
interface Cut {
  descending: boolean
  most: number
  after?: Pick<AuditEntryTable, 'occurred_at' | 'key'> | undefined
}

/**
 * The entries (as `e`) that are looked for in the indexes by the keys of entities, actors and imports
 * @param cut no others are needed: where several indexes are asked, each gives no more than these. Others may come along.
 */
export async function entriesByKey(db: Db, organizationKey: string, filter: AuditFilter, cut?: Cut): Promise<Entries> {
  const { entity_key, subject_key, found, part_of, actor_key, role_key, asset_key, ...facets } = filter
  const range = rangeOf(filter)
  // The kind is in the index of each key: of API clients, which may have made most of the trail, it says all.
  const isKind = actor_key !== undefined && (await areActingClients(db, organizationKey, actor_key))
  const isRoleShared = role_key !== undefined && (await areShared(db, organizationKey, 'role_key'))
  const isAssetShared = asset_key !== undefined && (await areShared(db, organizationKey, 'asset_key'))
  const condition = {
    ...facets,
    role_key: orAnyOne(role_key),
    asset_key: orAnyOne(asset_key),
    actor_key: isKind ? actor_key : undefined,
  }
  const matching = (kinds: Kinds | undefined): Entries => {
    // The keys are looked up, and the kinds are compared there: their own index would have far more.
    const entries = matchingEntries(db, { organizationKey, kinds: undefined }, range)
    return narrowed(kinds ? entries.where(sql<boolean>`e.kind + 0 in ${amongOf(kinds)}`) : entries)
  }
  const byKind = (kinds: Kinds): Entries => narrowed(matchingEntries(db, { organizationKey, kinds }, range))
  const narrowed = (all: Entries): Entries => {
    let entries = all
    if (entity_key && !found) entries = entries.where('e.entity_key', 'in', distinct(entity_key))
    if (part_of) entries = entries.where('e.part_of', 'in', distinct(part_of))
    if (actor_key && !isKind) entries = entries.where('e.actor_key', 'in', distinct(actor_key))
    // Where no kind is shared, it says all of these as well.
    if (role_key && isRoleShared) entries = entries.where('e.role_key', 'in', distinct(role_key))
    return asset_key && isAssetShared ? entries.where('e.asset_key', 'in', distinct(asset_key)) : entries
  }
  const kinds = await selectKinds(db, organizationKey, condition)
  const subjects = subject_key && (() => aboutSubjects(matching(kinds), distinct(subject_key)))
  if (!found) return subjects ? either(db, subjects(), cut) : matching(kinds)
  const ofPeople = { ...condition, actor_type: facets.actor_type?.filter((type) => type === 'user') ?? ['user'] }
  const byPeople = await selectKinds(db, organizationKey, ofPeople)
  const both = (entries: Entries): Entries =>
    subjects ? entries.where('e.key', 'in', either(db, subjects()).select('e.key')) : entries
  const about = entity_key ? found.keys.filter((key) => entity_key.includes(key)) : found.keys
  const within = (entries: Entries): Ids =>
    idsOf(entity_key ? entries.where(sql<boolean>`e.entity_key || '' in (${sql.join(distinct(entity_key))})`) : entries)
  // Looked for by whom it was done: an entity may have far more entries than a person has made.
  const acted = both(matching(byPeople)).where('e.actor_key', 'in', [anyOne, ...distinct(found.keys).filter(isKey)])
  const parts = [
    ...(about.length > 0 ? [idsOf(both(matching(kinds)).where('e.entity_key', 'in', distinct(about)))] : []),
    ...(found.keys.length > 0 ? [within(acted), within(naming(both(matching(kinds)), found.keys))] : []),
    ...sources(both(matching(kinds)), found).map(within),
    ...(await besides(db, organizationKey, condition, found)).map(({ kinds, column }) =>
      within(
        column ? both(matching(kinds)).where(column, 'in', distinct(found.keys).filter(isKey)) : both(byKind(kinds)),
      ),
    ),
  ]
  return parts.length > 0 ? either(db, parts, cut) : matching({ among: [] })
}

/** What is part of an import is in neither index. */
const sources = (entries: Entries, { address, traceId }: FoundBySearch): Entries[] => [
  ...(address ? [entries.where('e.address', '=', address).where('e.part_of', 'is', null)] : []),
  ...(traceId ? [entries.where('e.trace_id', '=', traceId).where('e.part_of', 'is', null)] : []),
]

/** The kinds of the entries that have a role, an asset or a stage beside, or an action, that was found */
async function besides(
  db: Db,
  organizationKey: string,
  condition: KindCondition,
  { keys, actions }: FoundBySearch,
): Promise<{ kinds: Kinds; column?: 'e.role_key' | 'e.asset_key' }[]> {
  const found: { kinds: Kinds; column?: 'e.role_key' | 'e.asset_key' }[] = []
  const add = async (column: 'action' | 'role_key' | 'asset_key' | 'environment_key', values: readonly string[]) => {
    const allowed = condition[column]?.filter((value) => value !== anyOne)
    const both = allowed ? values.filter((value) => allowed.includes(value)) : values
    if (both.length === 0) return
    const kinds = await selectKinds(db, organizationKey, { ...condition, [column]: both })
    if (kinds && !isNone(kinds)) found.push({ kinds })
    if (column !== 'role_key' && column !== 'asset_key') return
    const shared = await selectKinds(db, organizationKey, { ...condition, [column]: [anyOne] })
    if (shared && !isNone(shared)) found.push({ kinds: shared, column: `e.${column}` })
  }
  const known = keys.filter(isKey)
  for (const column of ['role_key', 'asset_key', 'environment_key'] as const) await add(column, known)
  await add('action', actions ?? [])
  return found
}

type Ids = SelectQueryBuilder<Schema, never, Pick<AuditEntryTable, 'key' | 'occurred_at'>>

const idsOf = (entries: Entries): Ids => entries.select(['e.key', 'e.occurred_at']) as unknown as Ids

/** Those about one of these, and those that name one */
const aboutSubjects = (entries: Entries, keys: readonly string[]): Ids[] => [
  idsOf(entries.where('e.entity_key', 'in', keys)),
  idsOf(naming(entries, keys)),
]

const naming = (entries: Entries, keys: readonly string[]): Entries =>
  entries
    .innerJoin('audit_named as n', (join) =>
      join.onRef('n.organization_key', '=', 'e.organization_key').onRef('n.entry_key', '=', 'e.key'),
    )
    .where('n.named_key', 'in', distinct(keys))
    // One that names several of them is one of those that a cut takes.
    .distinct() as unknown as Entries

/** Each entry once. Both are found in indexes that have the kind. Somebody may have made most of the trail: it is cut before. */
function either(db: Db, parts: Ids[], cut?: Cut): Entries {
  const [first, ...others] = cut && parts.length > 1 ? parts.map((ids) => firstOf(db, ids, cut)) : parts
  const all = db.selectFrom(others.reduce((all, one) => all.union(one), first as Ids).as('e')) as unknown as Entries
  return cut && parts.length > 1 ? (db.selectFrom(firstOf(db, idsOf(all), cut).as('e')) as unknown as Entries) : all
}

function firstOf(db: Db, ids: Ids, { descending, most, after }: Cut): Ids {
  const direction = descending ? 'desc' : 'asc'
  const entries = ids as unknown as Entries
  const first = (after ? afterPlace(entries, after) : entries)
    .orderBy('e.occurred_at', direction)
    .orderBy('e.key', direction)
    .limit(most)
  return idsOf(db.selectFrom((first as unknown as Ids).as('e')) as unknown as Entries)
}

/** Those that come after this one, the newest first */
export const afterPlace = (
  entries: Entries,
  { occurred_at, key }: Pick<AuditEntryTable, 'occurred_at' | 'key'>,
): Entries => entries.where(sql<boolean>`(e.occurred_at, e.key) < (${occurred_at}, ${sql.val(key)})`)
