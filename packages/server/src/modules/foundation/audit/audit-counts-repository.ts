import { sql } from 'kysely'
import { beforeCommit, type Db } from '../../../db/transaction.ts'

// Counting a trail means walking all of it. The number is kept instead, in the transaction that changes it. On
// PostgreSQL a row that all transactions write makes them wait for each other, so it is spread over several rows. Each
// transaction writes one of them, at random, as the last thing it does: while it holds that row it waits for nothing.

const slots = 8

const tallies = new WeakMap<Db, Map<string, number>>()

/**
 * What tells the counters of this transaction how many entries it added (or, below zero, removed).
 * @throws where there is no transaction, before anything was stored
 */
export function auditCounter(db: Db): (organizationKey: string, entries: number) => void {
  const tally = tallies.get(db) ?? new Map<string, number>()
  if (!tallies.has(db)) {
    beforeCommit(db, () => store(db, tally))
    tallies.set(db, tally)
  }
  return (organizationKey, entries) => void tally.set(organizationKey, (tally.get(organizationKey) ?? 0) + entries)
}

async function store(db: Db, tally: ReadonlyMap<string, number>): Promise<void> {
  const slot = Math.floor(Math.random() * slots)
  const rows = [...tally]
    .filter(([, entries]) => entries !== 0)
    .map(([organization_key, entries]) => ({ organization_key, slot, entries }))
    // Of several organizations, every transaction takes the rows in the same order.
    .sort((a, b) => (a.organization_key < b.organization_key ? -1 : 1))
  if (rows.length === 0) return
  await db
    .insertInto('audit_counts')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['organization_key', 'slot'])
        .doUpdateSet({ entries: sql`audit_counts.entries + excluded.entries` }),
    )
    .execute()
}

/** How many entries the trail of an organization has, to be selected as part of another statement. */
export const countOfAllEntries = (db: Db, organizationKey: string) =>
  db
    .selectFrom('audit_counts')
    .select(sql<number>`coalesce(sum(entries), 0)`.as('entries'))
    .where('organization_key', '=', organizationKey)
