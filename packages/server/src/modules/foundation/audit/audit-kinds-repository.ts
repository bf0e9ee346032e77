import { type Expression, sql } from 'kysely'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { afterCommit, type Db, rootOf } from '../../../db/transaction.ts'

// Entries that are alike in what the trail is filtered by are of one kind, a small number. An index and counters by kind
// then serve every filter and every combination of filters: each is a set of kinds.

type Facets = Pick<
  AuditEntryTable,
  'organization_key' | 'action' | 'entity_type' | 'actor_type' | 'actor_key' | 'environment_key' | 'result'
>

const attempts = 10

/** The kinds that are stored, by organization and facets. They never change. */
const known = new WeakMap<Db, Map<string, number>>()

const clientOf = (entry: Facets): string | null => (entry.actor_type === 'api-client' ? entry.actor_key : null)

const facetsOf = (entry: Facets): string =>
  [entry.action, entry.entity_type, entry.actor_type, clientOf(entry), entry.environment_key, entry.result].join('|')

/** The kind of each entry, in a transaction. A kind that is new is stored. */
export async function kindsOf(db: Db, entries: readonly Facets[]): Promise<number[]> {
  const stored = known.get(rootOf(db)) ?? new Map<string, number>()
  known.set(rootOf(db), stored)
  const kinds: number[] = []
  const found = new Map<string, number>()
  for (const entry of entries) {
    const facets = facetsOf(entry)
    const id = `${entry.organization_key} ${facets}`
    const kind = stored.get(id) ?? found.get(id) ?? (await storedKind(db, entry, facets))
    found.set(id, kind)
    kinds.push(kind)
  }
  // What this transaction stores is known once it is committed.
  afterCommit(db, () => {
    for (const [id, kind] of found) stored.set(id, kind)
  })
  return kinds
}

/** Two transactions may want the same number, or the same kind: the slower one looks again. */
async function storedKind(db: Db, entry: Facets, facets: string): Promise<number> {
  const { organization_key, action, entity_type, actor_type, environment_key, result } = entry
  for (let attempt = 0; attempt < attempts; attempt++) {
    const kind = await db
      .selectFrom('audit_kinds')
      .select('kind')
      .where('organization_key', '=', organization_key)
      .where('facets', '=', facets)
      .executeTakeFirst()
    if (kind) return kind.kind
    const { next } = await db
      .selectFrom('audit_kinds')
      .select(sql<number>`coalesce(max(kind), 0) + 1`.as('next'))
      .where('organization_key', '=', organization_key)
      .executeTakeFirstOrThrow()
    const row = { organization_key, kind: next, facets, action, entity_type, actor_type, environment_key, result }
    await db
      .insertInto('audit_kinds')
      .values({ ...row, actor_key: clientOf(entry) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  throw new Error(`no number was free for the kind ${facets} of audit entries`)
}

/** Which kinds: those that fulfil all conditions that are there. */
export type KindCondition = { [Column in (typeof facetColumns)[number]]?: readonly string[] | undefined }
export const facetColumns = ['action', 'entity_type', 'actor_type', 'actor_key', 'environment_key', 'result'] as const

/** Kinds as values, or a query for them where they are more than a statement may have values */
export type Kinds = readonly number[] | Expression<number>

const mostValues = 1_000

/** The kinds that fulfil the condition; undefined where it asks for nothing. */
export async function selectKinds(
  db: Db,
  organizationKey: string,
  condition: KindCondition,
): Promise<Kinds | undefined> {
  const asked = facetColumns.filter((column) => condition[column] !== undefined)
  if (asked.length === 0) return undefined
  const kinds = db
    .selectFrom('audit_kinds')
    .select('kind')
    .where('organization_key', '=', organizationKey)
    .where((eb) => eb.and(asked.map((column) => eb(column, 'in', (condition[column] ?? []) as never))))
  const rows = await kinds.limit(mostValues + 1).execute()
  return rows.length > mostValues ? (kinds as unknown as Expression<number>) : rows.map(({ kind }) => kind)
}

/** Whether all of these are API clients that stand in the trail, so that kinds say what they did. */
export async function areActingClients(db: Db, organizationKey: string, keys: readonly string[]): Promise<boolean> {
  const rows = await db
    .selectFrom('audit_kinds')
    .select('actor_key')
    .distinct()
    .where('organization_key', '=', organizationKey)
    .where('actor_key', 'in', keys)
    .execute()
  return rows.length === new Set(keys).size
}
