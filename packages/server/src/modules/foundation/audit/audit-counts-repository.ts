import { sql } from 'kysely'
import { insertRows } from '../../../db/insert-rows.ts'
import { slicesOf } from '../../../db/slices-of.ts'
import { afterCommit, beforeCommit, type Db, rootOf } from '../../../db/transaction.ts'
import { kindsOf } from './audit-kinds-repository.ts'
import { insertAuditNames } from './audit-names-repository.ts'
import type { NewAuditEntry } from './new-audit-entry.ts'

// Entries are numbered as they are stored. A row that all transactions write makes them wait for each other on PostgreSQL,
// so it is spread over several rows. Each transaction writes one of them, at random, as the last thing it does: while it
// holds that row it waits for nothing but the blocks of the trail.
//
// Who holds the row commits before the next one gets it, so within a slot the numbers follow the order of the commits:
// whoever has read up to a number has missed none that is stored later. Keys don't do that: they are made when a
// transaction begins to write, and another one may commit in between.

const slots = 8

/** After so many entries in a slot it is noted that there may be blocks to close. */
const noted = 200

/** A few milliseconds of the event loop */
const entriesAtOnce = 500

const pending = new WeakMap<Db, Map<string, NewAuditEntry[]>>()

/**
 * Stores entries as the last step of the transaction.
 * @throws where there is no transaction
 */
export function addAuditEntries(db: Db, entries: readonly NewAuditEntry[]): void {
  const known = pending.get(db)
  const added = known ?? new Map<string, NewAuditEntry[]>()
  if (!known) {
    beforeCommit(db, async () => {
      // What is recorded from here on begins another one.
      pending.delete(db)
      await store(db, added)
    })
    pending.set(db, added)
  }
  for (const entry of entries) {
    const own = added.get(entry.organization_key)
    if (own) own.push(entry)
    else added.set(entry.organization_key, [entry])
  }
}

/** How many entries each slot has, by the slots */
export async function selectWritten(db: Db, organizationKey: string): Promise<number[]> {
  const rows = await db
    .selectFrom('audit_counts')
    .select(['slot', 'written'])
    .where('organization_key', '=', organizationKey)
    .execute()
  const bySlot = new Map(rows.map(({ slot, written }) => [slot, written]))
  return Array.from({ length: slots }, (_, slot) => bySlot.get(slot) ?? 0)
}

async function store(db: Db, byOrganization: ReadonlyMap<string, NewAuditEntry[]>): Promise<void> {
  const slot = Math.floor(Math.random() * slots)
  // Of several organizations, every transaction takes the rows in the same order.
  const changes = [...byOrganization].sort(([a], [b]) => (a < b ? -1 : 1))
  if (changes.length === 0) return
  const rows = changes.map(([organization_key, added]) => ({ organization_key, slot, written: added.length }))
  const stored = await db
    .insertInto('audit_counts')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'slot']).doUpdateSet({
        written: sql`audit_counts.written + excluded.written`,
      }),
    )
    .returning(['organization_key', 'written'])
    .execute()
  const written = new Map(stored.map((row) => [row.organization_key, row.written]))
  for (const [organizationKey, added] of changes) {
    const last = written.get(organizationKey) ?? 0
    let position = last - added.length
    if (Math.floor(position / noted) < Math.floor(last / noted)) noteGrown(db, organizationKey)
    for await (const some of slicesOf(added, entriesAtOnce)) {
      await insertEntries(
        db,
        some.map((entry) => ({ ...entry, slot, position: ++position })),
      )
    }
  }
  // After the entries: whoever deletes a name with its last entry is waited for by them.
  await insertAuditNames(
    db,
    changes.flatMap(([, added]) => added),
  )
}

async function insertEntries(
  db: Db,
  placed: readonly (NewAuditEntry & { slot: number; position: number })[],
): Promise<void> {
  const entries = placed.map(({ named: _, alias: __, related, ...entry }) => ({
    ...entry,
    role_key: entry.role_key ?? null,
    asset_key: entry.asset_key ?? null,
    part_of: entry.part_of ?? null,
    related: related?.length ? JSON.stringify(related) : null,
  }))
  const kinds = await kindsOf(db, entries)
  await insertRows(
    db,
    'audit_entries',
    entries.map((entry, index) => ({ ...entry, kind: kinds[index] ?? 0 })),
  )
}

const grown = new WeakMap<Db, Set<string>>()

function noteGrown(db: Db, organizationKey: string): void {
  const root = rootOf(db)
  afterCommit(db, () => {
    grown.set(root, (grown.get(root) ?? new Set()).add(organizationKey))
  })
}

/** The organizations whose trails have grown since this was asked last, by what this process stored */
export function takeGrownTrails(db: Db): string[] {
  const organizations = [...(grown.get(db) ?? [])]
  grown.delete(db)
  return organizations
}
