import { lockAuditBlocks } from '../../../db/lock-audit-blocks.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import { locatePage, matchingEntries, selectAuditBlocks } from './audit-blocks-repository.ts'
import { addAuditEntries } from './audit-counts-repository.ts'
import { type AuditFilter, afterPlace, type Entries, entriesByKey, isByKey, rangeOf } from './audit-keys-repository.ts'
import { selectKinds } from './audit-kinds-repository.ts'
import { deleteAuditNames } from './audit-names-repository.ts'
import { deleteEmptyBlocks } from './close-audit-blocks-repository.ts'
import type { NewAuditEntry } from './new-audit-entry.ts'
import { readEntriesWithin } from './read-entries-within.ts'

/**
 * Entries are only ever added, in a transaction, until they are older than the retention. They are stored as its last
 * step.
 */
export const insertAuditEntries = (db: Db, entries: readonly NewAuditEntry[]): void => addAuditEntries(db, entries)

/** A page of entries and how many there are in all. In a snapshot, both speak of the same moment. */
export async function selectAuditEntries(
  db: Db,
  organizationKey: string,
  filter: AuditFilter,
  page: { descending: boolean; limit: number; offset: number },
): Promise<Found<AuditEntryTable>> {
  const range = rangeOf(filter)
  if (await isByKey(db, organizationKey, filter)) {
    const matching = await entriesByKey(db, organizationKey, filter)
    const { entries } = await matching.select(({ fn }) => fn.countAll<number>().as('entries')).executeTakeFirstOrThrow()
    const cut = { descending: page.descending, most: page.offset + page.limit }
    const first = await entriesByKey(db, organizationKey, filter, cut)
    return { rows: await selectPage(db, organizationKey, first, page), total: entries }
  }
  const counted = { organizationKey, kinds: await selectKinds(db, organizationKey, filter) }
  const segments = await selectAuditBlocks(db, counted, range)
  const total = segments.reduce((sum, { entries }) => sum + entries, 0)
  const place = await locatePage(db, counted, segments, page)
  if (!place) return { rows: [], total }
  const rows = await selectPage(db, organizationKey, matchingEntries(db, counted, place), {
    ...page,
    offset: place.offset,
  })
  return { rows, total }
}

interface CutPage {
  descending: boolean
  limit: number
  offset: number
}

const keysOfPage = (entries: Entries, { descending, limit, offset }: CutPage) => {
  const direction = descending ? 'desc' : 'asc'
  return entries
    .select('e.key')
    .orderBy('e.occurred_at', direction)
    .orderBy('e.key', direction)
    .limit(limit)
    .offset(offset)
}

/** What an offset skips is skipped in an index: the entries are read for the page alone. */
function selectPage(db: Db, organizationKey: string, entries: Entries, page: CutPage): Promise<AuditEntryTable[]> {
  const direction = page.descending ? 'desc' : 'asc'
  return db
    .selectFrom(keysOfPage(entries, page).as('page'))
    .crossJoin('audit_entries as a')
    .whereRef('a.key', '=', 'page.key')
    .where('a.organization_key', '=', organizationKey)
    .selectAll('a')
    .orderBy('a.occurred_at', direction)
    .orderBy('a.key', direction)
    .execute()
}

type Place = Pick<AuditEntryTable, 'occurred_at' | 'key'>

/** The next entries after `last`, newest first, however many came before. */
export async function selectAuditEntriesAfter(
  db: Db,
  organizationKey: string,
  filter: AuditFilter,
  last: Place | undefined,
  limit: number,
): Promise<AuditEntryTable[]> {
  const entries = await entriesAfter(db, organizationKey, filter, last, limit)
  return selectPage(db, organizationKey, entries, { descending: true, limit, offset: 0 })
}

/** As many of them as have values of so many characters, and one at least. `isCut`: there may be more after these. */
export async function selectAuditPart(
  db: Db,
  organizationKey: string,
  filter: AuditFilter,
  last: Place | undefined,
  most: { entries: number; characters: number },
): Promise<{ entries: AuditEntryTable[]; isCut: boolean }> {
  const found = await entriesAfter(db, organizationKey, filter, last, most.entries)
  const page = { descending: true, limit: most.entries, offset: 0 }
  const keys = (await keysOfPage(found, page).execute()).map(({ key }) => key)
  return readEntriesWithin(most, ({ length }, limit) =>
    selectByKeys(db, organizationKey, keys.slice(length, length + limit)),
  )
}

/** Newest first */
async function selectByKeys(db: Db, organizationKey: string, keys: readonly string[]): Promise<AuditEntryTable[]> {
  if (keys.length === 0) return []
  return db
    .selectFrom('audit_entries')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', keys)
    .orderBy('occurred_at', 'desc')
    .orderBy('key', 'desc')
    .execute()
}

/** Among which the next ones after `last` are, as many as asked for */
async function entriesAfter(
  db: Db,
  organizationKey: string,
  filter: AuditFilter,
  last: Place | undefined,
  limit: number,
): Promise<Entries> {
  const after = (entries: Entries): Entries => (last ? afterPlace(entries, last) : entries)
  if (await isByKey(db, organizationKey, filter)) {
    const cut = { descending: true, most: limit, after: last }
    return after(await entriesByKey(db, organizationKey, filter, cut))
  }
  const counted = { organizationKey, kinds: await selectKinds(db, organizationKey, filter) }
  const range = rangeOf(filter)
  const older = { from: range.from, until: last ? last.occurred_at : range.until }
  // As many as the page needs are older than `last`; those of its own time come on top.
  const segments = await selectAuditBlocks(db, counted, older)
  const place = await locatePage(db, counted, segments, { descending: true, limit, offset: 0 })
  const reach = { from: place?.from ?? range.from, until: range.until }
  return after(matchingEntries(db, counted, reach))
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
  // First, so that nobody is waited for while rows are locked
  await lockAuditBlocks(db, organizationKey)
  const deleted = await db
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
    .returning(['key', 'occurred_at', 'entity_key', 'actor_type', 'actor_key'])
    .execute()
  await deleteAuditNames(db, organizationKey, deleted)
  await deleteEmptyBlocks(db, organizationKey)
  return deleted.length
}
