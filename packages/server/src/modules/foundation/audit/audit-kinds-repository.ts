import { type Expression, sql } from 'kysely'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { afterCommit, type Db, rootOf } from '../../../db/transaction.ts'

// Entries that are alike in what the trail is filtered by are of one kind, a small number. An index and counters by kind
// then serve every filter and every combination of filters: each is a set of kinds.

type Facets = Pick<
  AuditEntryTable,
  | 'organization_key'
  | 'action'
  | 'entity_type'
  | 'actor_type'
  | 'actor_key'
  | 'environment_key'
  | 'result'
  | 'role_key'
  | 'asset_key'
  | 'part_of'
>

const attempts = 40

/** The kinds that are stored, by organization and facets. They never change. */
const known = new WeakMap<Db, Map<string, number>>()

/**
 * How many kinds an organization may have before API clients, roles and assets share them: tens of thousands that write,
 * or that are made, would make more than can be summed up. Entries of one are then looked for by its key.
 */
const mostKinds = 4_000

/** In the place of the key of an API client, a role or an asset: entries of this kind are of any */
export const anyOne = '00000000-0000-0000-0000-000000000000'

const ofClient = (entry: Facets): Facets => (entry.actor_type === 'api-client' ? entry : { ...entry, actor_key: null })
const ofAnyOne = (entry: Facets): Facets => ({
  ...entry,
  ...(entry.actor_type === 'api-client' ? { actor_key: anyOne } : {}),
  ...(entry.role_key === null ? {} : { role_key: anyOne }),
  ...(entry.asset_key === null ? {} : { asset_key: anyOne }),
})

function facetsOf({ action, entity_type, actor_type, actor_key, environment_key, result, ...entry }: Facets): string {
  const always = [action, entity_type, actor_type, actor_key, environment_key, result]
  const sometimes = [entry.role_key, entry.asset_key, entry.part_of === null ? null : 'part']
  return (sometimes.some((facet) => facet !== null) ? [...always, ...sometimes] : always).join('|')
}
const idOf = (entry: Facets): string => `${entry.organization_key} ${facetsOf(entry)}`

/** The kind of each entry, in a transaction. A kind that is new is stored. */
export async function kindsOf(db: Db, entries: readonly Facets[]): Promise<number[]> {
  const stored = known.get(rootOf(db)) ?? new Map<string, number>()
  known.set(rootOf(db), stored)
  const kinds: number[] = []
  const found = new Map<string, number>()
  const find = (id: string): number | undefined => stored.get(id) ?? found.get(id)
  for (const entry of entries) {
    const kind = find(idOf(ofClient(entry))) ?? find(idOf(ofAnyOne(ofClient(entry))))
    if (kind !== undefined) kinds.push(kind)
    else {
      const added = await storedKind(db, ofClient(entry))
      found.set(idOf(added.facets), added.kind)
      kinds.push(added.kind)
    }
  }
  // What this transaction stores is known once it is committed.
  afterCommit(db, () => {
    for (const [id, kind] of found) stored.set(id, kind)
  })
  return kinds
}

/** Two transactions may want the same number, or the same kind: the slower one looks again. */
async function storedKind(db: Db, facets: Facets): Promise<{ kind: number; facets: Facets }> {
  const { organization_key, part_of } = facets
  const text = facetsOf(facets)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const kind = await db
      .selectFrom('audit_kinds')
      .select('kind')
      .where('organization_key', '=', organization_key)
      .where('facets', '=', text)
      .executeTakeFirst()
    if (kind) return { kind: kind.kind, facets }
    // Those who want a new number at the same time soon want different ones.
    const gap = Math.floor(Math.random() * 4 * attempt)
    const { next } = await db
      .selectFrom('audit_kinds')
      .select(sql<number>`coalesce(max(kind), 0) + 1 + ${sql.lit(gap)}`.as('next'))
      .where('organization_key', '=', organization_key)
      .executeTakeFirstOrThrow()
    const shared = ofAnyOne(facets)
    if (next > mostKinds && facetsOf(shared) !== text) return storedKind(db, shared)
    await db
      .insertInto('audit_kinds')
      .values({ ...columnsOf(facets), kind: next, facets: text, is_part: part_of === null ? 0 : 1 })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  throw new Error(`no number was free for the kind ${text} of audit entries`)
}

/** Of an entry, which has more */
const columnsOf = (facets: Facets): Omit<Facets, 'part_of'> => ({
  organization_key: facets.organization_key,
  action: facets.action,
  entity_type: facets.entity_type,
  actor_type: facets.actor_type,
  actor_key: facets.actor_key,
  environment_key: facets.environment_key,
  result: facets.result,
  role_key: facets.role_key,
  asset_key: facets.asset_key,
})

/** Which kinds: those that fulfil all conditions that are there. */
export type KindCondition = { [Column in (typeof facetColumns)[number]]?: readonly (string | number)[] | undefined }
const facetColumns = [
  'action',
  'entity_type',
  'actor_type',
  'actor_key',
  'environment_key',
  'result',
  'role_key',
  'asset_key',
  'is_part',
] as const

/** Some kinds of an organization */
export interface Kinds {
  /** As values, or a query for them where they are more than a statement may have values */
  among: readonly number[] | Expression<number>
  /** All the others, where they are much fewer: sums are quicker without them */
  allBut?: readonly number[]
}

const mostValues = 1_000
/** From so many on, it is worth to see whether the others are fewer. */
const many = 100

/** The kinds that fulfil the condition; undefined where it asks for nothing. */
export async function selectKinds(
  db: Db,
  organizationKey: string,
  condition: KindCondition,
): Promise<Kinds | undefined> {
  const asked = facetColumns.filter((column) => condition[column] !== undefined)
  if (asked.length === 0) return undefined
  if (asked.some((column) => condition[column]?.length === 0)) return { among: [] }
  const all = db.selectFrom('audit_kinds').select('kind').where('organization_key', '=', organizationKey)
  const kinds = all.where((eb) => eb.and(asked.map((column) => eb(column, 'in', (condition[column] ?? []) as never))))
  const found = (await kinds.execute()).map(({ kind }) => kind)
  const among = found.length > mostValues ? (kinds as unknown as Expression<number>) : found
  if (found.length >= many) {
    const asFound = new Set(found)
    const allBut = (await all.execute()).flatMap(({ kind }) => (asFound.has(kind) ? [] : [kind]))
    if (allBut.length < found.length / 2 && allBut.length <= mostValues) return { among, allBut }
  }
  return { among }
}

/** Whether all of these are API clients that stand in the trail, so that kinds say what they did. */
export async function areActingClients(db: Db, organizationKey: string, keys: readonly string[]): Promise<boolean> {
  const rows = await db
    .selectFrom('audit_kinds')
    .select('actor_key')
    .distinct()
    .where('organization_key', '=', organizationKey)
    .where('actor_key', 'in', [...keys, anyOne])
    .execute()
  return rows.length === new Set(keys).size && rows.every((row) => row.actor_key !== anyOne)
}

/** Whether there are kinds that several roles, or several assets, share. */
export async function areShared(db: Db, organizationKey: string, column: 'role_key' | 'asset_key'): Promise<boolean> {
  const row = await db
    .selectFrom('audit_kinds')
    .select('kind')
    .where('organization_key', '=', organizationKey)
    .where(column, '=', anyOne)
    .executeTakeFirst()
  return row !== undefined
}
