import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { Schema } from '../../../db/schema/schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import { auditTally, countOfAllEntries, type NewAuditEntry } from './audit-counts-repository.ts'

/**
 * Entries are only ever added, in a transaction, until they are older than the retention. They are stored as its last
 * step.
 */
export function insertAuditEntries(db: Db, entries: readonly NewAuditEntry[]): void {
  const tally = auditTally(db)
  for (const entry of entries) tally(entry.organization_key).added.push(entry)
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
  since?: string | undefined
  to?: string | undefined
}

const lists = ['action', 'entity_type', 'entity_key', 'actor_type', 'actor_key', 'environment_key'] as const

// The result stands in the statement itself: an index of failures alone serves only what names them.
const matches =
  (organizationKey: string, filter: AuditFilter) =>
  (eb: ExpressionBuilder<Schema, 'audit_entries'>): ExpressionWrapper<Schema, 'audit_entries', SqlBool> =>
    eb.and([
      eb('organization_key', '=', organizationKey),
      ...lists.flatMap((column) => (filter[column] ? [eb(column, 'in', filter[column])] : [])),
      ...(filter.result ? [eb.or(filter.result.map((result) => eb('result', '=', sql.lit(result))))] : []),
      ...(filter.since === undefined ? [] : [eb('occurred_at', '>=', filter.since)]),
      ...(filter.to === undefined ? [] : [eb('occurred_at', '<=', filter.to)]),
    ])

/** A page of entries and how many there are in all: one statement, so that both speak of the same moment. */
export async function selectAuditEntries(
  db: Db,
  organizationKey: string,
  filter: AuditFilter,
  { descending, limit, offset }: { descending: boolean; limit: number; offset: number },
): Promise<Found<AuditEntryTable>> {
  const direction = descending ? 'desc' : 'asc'
  const total = totalOf(db, organizationKey, filter)
  const rows = await db
    .selectFrom('audit_entries')
    .selectAll()
    .select(sql<number>`${total}`.as('total'))
    .where(matches(organizationKey, filter))
    .orderBy('occurred_at', direction)
    .orderBy('key', direction)
    .limit(limit)
    .offset(offset)
    .execute()
  // Past the last page there is no row that could carry the total.
  return { rows, total: rows[0]?.total ?? (await total.executeTakeFirstOrThrow()).entries }
}

/** The whole trail is counted already; what a filter leaves of it is not. */
const totalOf = (db: Db, organizationKey: string, filter: AuditFilter) =>
  Object.values(filter).every((value) => value === undefined)
    ? countOfAllEntries(db, organizationKey)
    : db
        .selectFrom('audit_entries')
        .select(({ fn }) => fn.countAll<number>().as('entries'))
        .where(matches(organizationKey, filter))

/** The next entries after `last`, newest first: by the index on occurred_at and key, however many came before. */
export async function selectAuditEntriesAfter(
  db: Db,
  organizationKey: string,
  filter: AuditFilter,
  last: Pick<AuditEntryTable, 'occurred_at' | 'key'> | undefined,
  limit: number,
): Promise<AuditEntryTable[]> {
  return db
    .selectFrom('audit_entries')
    .selectAll()
    .where(matches(organizationKey, filter))
    .$if(last !== undefined, (query) =>
      query.where(sql<boolean>`(occurred_at, key) < (${last?.occurred_at}, ${last?.key})`),
    )
    .orderBy('occurred_at', 'desc')
    .orderBy('key', 'desc')
    .limit(limit)
    .execute()
}

export const selectAuditEntry = (db: Db, organizationKey: string, key: string): Promise<AuditEntryTable | undefined> =>
  db
    .selectFrom('audit_entries')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()

export async function selectOrganizationKeys(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('organizations').select('key').orderBy('key').execute()
  return rows.map(({ key }) => key)
}

/** Deletes the oldest entries from before a time, in a transaction. @returns how many */
export async function deleteAuditEntriesBefore(
  db: Db,
  organizationKey: string,
  time: string,
  limit: number,
): Promise<number> {
  const tally = auditTally(db)
  const { numDeletedRows } = await db
    .deleteFrom('audit_entries')
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', (eb) =>
      eb
        .selectFrom('audit_entries as old')
        .select('old.key')
        .where('old.organization_key', '=', organizationKey)
        .where('old.occurred_at', '<', time)
        .orderBy('old.occurred_at')
        .orderBy('old.key')
        .limit(limit),
    )
    .executeTakeFirst()
  tally(organizationKey).removed += Number(numDeletedRows)
  return Number(numDeletedRows)
}
