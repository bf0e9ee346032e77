import { sql } from 'kysely'
import { insertRows } from '../../../db/insert-rows.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { beforeCommit, type Db } from '../../../db/transaction.ts'

// Counting a trail means walking all of it. The number is kept instead, in the transaction that changes it. On
// PostgreSQL a row that all transactions write makes them wait for each other, so it is spread over several rows. Each
// transaction writes one of them, at random, as the last thing it does: while it holds that row it waits for nothing.
//
// The row also numbers the entries. Who holds it commits before the next one gets it, so within a slot the numbers follow
// the order of the commits: whoever has read up to a number has missed none that is stored later. Keys don't do that: they
// are made when a transaction begins to write, and another one may commit in between.

const slots = 8

/** An entry before it has its place in the trail */
export type NewAuditEntry = Omit<AuditEntryTable, 'slot' | 'position'>

/** What a transaction changes in the trail of an organization */
interface Tally {
  added: NewAuditEntry[]
  removed: number
}

const tallies = new WeakMap<Db, Map<string, Tally>>()

/**
 * The tally of this transaction, by organization. What is in it is stored as its last step.
 * @throws where there is no transaction
 */
export function auditTally(db: Db): (organizationKey: string) => Tally {
  const known = tallies.get(db)
  const tally = known ?? new Map<string, Tally>()
  if (!known) {
    beforeCommit(db, async () => {
      // What is recorded from here on begins another one.
      tallies.delete(db)
      await store(db, tally)
    })
    tallies.set(db, tally)
  }
  return (organizationKey) => {
    const own = tally.get(organizationKey) ?? { added: [], removed: 0 }
    tally.set(organizationKey, own)
    return own
  }
}

async function store(db: Db, tally: ReadonlyMap<string, Tally>): Promise<void> {
  const slot = Math.floor(Math.random() * slots)
  const changes = [...tally]
    .filter(([, { added, removed }]) => added.length > 0 || removed > 0)
    // Of several organizations, every transaction takes the rows in the same order.
    .sort(([a], [b]) => (a < b ? -1 : 1))
  if (changes.length === 0) return
  const rows = changes.map(([organization_key, { added, removed }]) => ({
    organization_key,
    slot,
    entries: added.length - removed,
    written: added.length,
  }))
  const stored = await db
    .insertInto('audit_counts')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'slot']).doUpdateSet({
        entries: sql`audit_counts.entries + excluded.entries`,
        written: sql`audit_counts.written + excluded.written`,
      }),
    )
    .returning(['organization_key', 'written'])
    .execute()
  const written = new Map(stored.map((row) => [row.organization_key, row.written]))
  const entries = changes.flatMap(([organizationKey, { added }]) => {
    const before = (written.get(organizationKey) ?? 0) - added.length
    return added.map((entry, index) => ({ ...entry, slot, position: before + index + 1 }))
  })
  await insertRows(db, 'audit_entries', entries)
}

/** How many entries the trail of an organization has, to be selected as part of another statement. */
export const countOfAllEntries = (db: Db, organizationKey: string) =>
  db
    .selectFrom('audit_counts')
    .select(sql<number>`coalesce(sum(entries), 0)`.as('entries'))
    .where('organization_key', '=', organizationKey)
