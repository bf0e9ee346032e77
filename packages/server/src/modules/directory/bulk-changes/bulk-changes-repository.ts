import { sql } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { PageAfter } from '../../../db/read-pages.ts'
import type { BulkChangeTable, UserStatus } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Actor } from '../../foundation/permissions/principal.ts'
import type { OperationId } from '../bulk-users/operation-id.ts'
import type { ChangeOfUser } from './change-of-user.ts'

export type Outcome = 'Changed' | 'Unchanged' | 'Failed' | 'Cancelled'

/** What became of one user */
export interface ChangeResult {
  userKey: string
  name: string | null
  email: string | null
  outcome: Outcome
  errorCode: string | null
  errorMessage: string | null
  /** Whether undoing puts this user back */
  isUndoable: boolean
  /** Where the change has deactivated the user: the status that undoing gives back */
  formerStatus?: UserStatus
}

/** A user whom a change is for */
export interface UserToChange {
  key: string
  /** Of a change that undoes a deactivation */
  formerStatus?: UserStatus
}

export type StoredBulkChange = Omit<BulkChangeTable, 'actor' | 'request'> & { actor: Actor; request: ChangeOfUser }

/** A part of a change: some of its users, one transaction or a few */
export interface ChangeSlice {
  change: StoredBulkChange
  users: UserToChange[]
  /** Of the first users: the others are left */
  results: ChangeResult[]
}

const changeOf = (row: BulkChangeTable): StoredBulkChange => ({
  ...row,
  actor: JSON.parse(row.actor),
  // Of one that was stored before marks were, each offboarding counts.
  request: { auditMark: [], ...JSON.parse(row.request) },
})

/** Of most users nothing but the key is known, and a change has many. */
const toStored = (user: UserToChange): string | UserToChange => (Object.keys(user).length === 1 ? user.key : user)
const fromStored = (stored: string | UserToChange): UserToChange =>
  typeof stored === 'string' ? { key: stored } : stored

/** The users of a slice, as they are stored */
export const storedUsers = (users: readonly UserToChange[]): string => JSON.stringify(users.map(toStored))

interface NewBulkChange {
  key: string
  actor: Actor
  request: ChangeOfUser
  createdAt: string
  total: number
}

export async function insertBulkChange(
  db: Db,
  organizationKey: string,
  { key, actor, request, createdAt, total }: NewBulkChange,
): Promise<void> {
  await db
    .insertInto('bulk_changes')
    .values({
      organization_key: organizationKey,
      key,
      actor: storedActor(actor),
      request: JSON.stringify(request),
      total,
      changed: 0,
      unchanged: 0,
      failed: 0,
      cancelled: 0,
      cancelled_at: null,
      created_at: createdAt,
      finished_at: null,
    })
    .execute()
}

/** Of 4 kB each: a millisecond or two of the event loop, where a thousand of them take 20. */
const slicesInStatement = 100

/**
 * Adds the users of a change, in its order.
 * @param slices with the users as `storedUsers` makes them
 */
export async function insertSlices(
  db: Db,
  organizationKey: string,
  { key, createdAt, slices }: Pick<NewBulkChange, 'key' | 'createdAt'> & { slices: { key: string; users: string }[] },
): Promise<void> {
  const rows = slices.map((slice) => ({
    organization_key: organizationKey,
    key: slice.key,
    change_key: key,
    status: 'Pending' as const,
    actor: '{}',
    requests: slice.users,
    failures: 0,
    claimed_by: null,
    claimed_until: null,
    created_at: createdAt,
    finished_at: null,
    results: null,
  }))
  for (let from = 0; from < rows.length; from += slicesInStatement) {
    await insertRows(db, 'bulk_operations', rows.slice(from, from + slicesInStatement))
  }
}

const changesOf = (db: Db, organizationKey: string) =>
  db.selectFrom('bulk_changes').selectAll().where('organization_key', '=', organizationKey)

export async function selectBulkChange(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<StoredBulkChange | undefined> {
  const row = await changesOf(db, organizationKey).where('key', '=', key).executeTakeFirst()
  return row && changeOf(row)
}

/** The newest change that undoes this one. It is asked for once this one is over, so its key is higher. */
export async function selectUndoingChange(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<StoredBulkChange | undefined> {
  const row = await changesOf(db, organizationKey)
    .where('key', '>', key)
    .where('request', 'like', `%${storedUndo(key)}%`)
    .orderBy('key', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && changeOf(row)
}

/** How the key of the change that it undoes stands in a stored request */
const storedUndo = (key: string): string => `"undoes":{"key":${JSON.stringify(key)},`

/** How many users of the organization's changes are not reached yet, and how many of them are of one sender's changes */
export async function countWaitingUsers(
  db: Db,
  organizationKey: string,
  sender: Actor,
): Promise<{ all: number; own: number }> {
  const waiting = sql<number>`total - changed - unchanged - failed - cancelled`
  const isOwn = sql<boolean>`actor like ${`${storedSender(sender)}%`}`
  const { all, own } = await db
    .selectFrom('bulk_changes')
    .select(({ fn }) => [
      fn.sum<number | null>(waiting).as('all'),
      fn.sum<number | null>(sql`case when ${isOwn} then ${waiting} else 0 end`).as('own'),
    ])
    .where('organization_key', '=', organizationKey)
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { all: Number(all ?? 0), own: Number(own ?? 0) }
}

const storedActor = ({ type, key, ...more }: Actor): string => JSON.stringify({ type, key, ...more })
/** How a stored actor begins that is this one: what follows can have been another */
const storedSender = ({ type, key }: Actor): string => `${JSON.stringify({ type, key }).slice(0, -1)},`

/** @returns false where the change is over, or cancelled already */
export async function cancelBulkChangeRow(db: Db, organizationKey: string, key: string, now: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('bulk_changes')
    .set({ cancelled_at: now })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('finished_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Reads a slice that the worker has claimed, and locks it until the end of the transaction. Its claim begins again, since
 * each transaction shows that the worker lives. Undefined where it is not the worker's any more.
 */
export async function lockSlice(
  db: Db,
  { organizationKey, key }: OperationId,
  { worker, until }: { worker: string; until: string },
): Promise<ChangeSlice | undefined> {
  const row = await db
    .updateTable('bulk_operations')
    .set({ status: 'Processing', claimed_until: until })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('finished_at', 'is', null)
    .where('claimed_by', '=', worker)
    .returning(['change_key', 'requests', 'results'])
    .executeTakeFirst()
  if (!row?.change_key) return undefined
  const change = await selectBulkChange(db, organizationKey, row.change_key)
  if (!change) return undefined
  return {
    change,
    users: JSON.parse(row.requests).map(fromStored),
    results: row.results === null ? [] : JSON.parse(row.results),
  }
}

/** Stores what became of users, and whether the slice is over. */
export async function storeSlice(
  db: Db,
  { organizationKey, key }: OperationId,
  results: readonly ChangeResult[],
  finishedAt: string | null,
): Promise<void> {
  const over = { finished_at: finishedAt, status: 'Finished', claimed_by: null, claimed_until: null } as const
  await db
    .updateTable('bulk_operations')
    .set({ results: JSON.stringify(results), ...(finishedAt !== null && over) })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** Adds outcomes to those of a change. It is over with the last of its users. */
export async function countOutcomes(
  db: Db,
  { organization_key: organizationKey, key }: StoredBulkChange,
  results: readonly ChangeResult[],
  now: string,
): Promise<void> {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length
  const row = await db
    .updateTable('bulk_changes')
    .set({
      changed: sql`changed + ${count('Changed')}`,
      unchanged: sql`unchanged + ${count('Unchanged')}`,
      failed: sql`failed + ${count('Failed')}`,
      cancelled: sql`cancelled + ${count('Cancelled')}`,
    })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .returning(['total', 'changed', 'unchanged', 'failed', 'cancelled'])
    .executeTakeFirstOrThrow()
  if (row.changed + row.unchanged + row.failed + row.cancelled < row.total) return
  await db
    .updateTable('bulk_changes')
    .set({ finished_at: now })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/**
 * What became of users so far, in the order of the change, some slices at a time
 * @param skipped how many slices come before the first ones
 */
export async function selectSliceResults(
  db: Db,
  organizationKey: string,
  changeKey: string,
  { after, limit }: PageAfter<string>,
  skipped = 0,
): Promise<{ key: string; results: ChangeResult[] }[]> {
  let slices = db
    .selectFrom('bulk_operations')
    .select(['key', 'results'])
    .where('organization_key', '=', organizationKey)
    .where('change_key', '=', changeKey)
    .orderBy('key')
    .limit(limit)
  slices = after === undefined ? slices.offset(skipped) : slices.where('key', '>', after)
  const rows = await slices.execute()
  return rows.map(({ key, results }) => ({ key, results: results === null ? [] : JSON.parse(results) }))
}

/**
 * Deletes the changes whose slices are deleted already.
 * @param signal as for `inSlices`
 */
export const deleteEmptyChanges = (db: Db, before: string, signal: AbortSignal): Promise<void> =>
  deleteInSlices(
    db,
    {
      table: 'bulk_changes',
      primaryKey: ['organization_key', 'key'],
      where: sql<boolean>`finished_at < ${before} and not exists (
        select o.key from bulk_operations as o
        where o.organization_key = bulk_changes.organization_key and o.change_key = bulk_changes.key)`,
    },
    signal,
  )
