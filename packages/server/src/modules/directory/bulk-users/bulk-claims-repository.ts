import { sql } from 'kysely'
import { hasCome } from '../../../db/has-come.ts'
import { nilKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { type BulkOperation, bulkOperationOf, type WaitingOperation } from './bulk-operations-repository.ts'
import type { OperationId } from './operation-id.ts'

/** Longer than a worker claims an operation for */
const longestClaim = 60_000

/**
 * The organizations with operations that no worker has claimed, in turn: those after the one that is given come first. Each
 * is found by one step in the index, however much waits.
 */
export async function selectWaitingOrganizations(
  db: Db,
  now: string,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const found = new Set<string>()
  const next = async (after: string): Promise<string | undefined> =>
    (await selectNextWaiting(db, now, after)) ?? (await selectNextWaiting(db, now, nilKey))
  for (let key = await next(after ?? nilKey); key && !found.has(key); key = await next(key)) {
    found.add(key)
    if (found.size === limit) break
  }
  return [...found]
}

async function selectNextWaiting(db: Db, now: string, after: string): Promise<string | undefined> {
  const row = await unclaimed(db, now).where('organization_key', '>', after).limit(1).executeTakeFirst()
  return row?.organization_key
}

/** An operation that a worker may claim */
interface UnclaimedOperation extends WaitingOperation {
  /** The worker whose claim on it has run out: it has neither carried it out nor told of a failure. */
  leftBy: string | null
}

/**
 * The operations that no worker has claimed, the oldest of each of these organizations. All get the same number, and what
 * one does not need goes to those after it.
 */
export async function selectUnclaimed(
  db: Db,
  now: string,
  organizations: readonly string[],
  limit: number,
): Promise<UnclaimedOperation[]> {
  const ids: UnclaimedOperation[] = []
  for (const [index, organizationKey] of organizations.entries()) {
    const share = Math.ceil((limit - ids.length) / (organizations.length - index))
    const rows = await unclaimed(db, now).where('organization_key', '=', organizationKey).limit(share).execute()
    ids.push(
      ...rows.map(({ key, change_key: changeKey, claimed_by: leftBy }) => ({
        organizationKey,
        key,
        changeKey,
        leftBy,
      })),
    )
  }
  return ids
}

/** In the order of the index on what has not finished: no other index gives this order. */
const unclaimed = (db: Db, now: string) =>
  db
    .selectFrom('bulk_operations')
    .select(['organization_key', 'key', 'change_key', 'claimed_by'])
    .where('finished_at', 'is', null)
    .where(hasCome('claimed_until', now, longestClaim))
    .orderBy('organization_key')
    .orderBy('created_at')
    .orderBy('key')

/** Whether any operation has not finished, claimed or not: one step in the index. */
export async function hasUnfinished(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('bulk_operations')
    .select('key')
    .where('finished_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Claims an operation for a worker, for a limited time. Several may try: on PostgreSQL the later one waits for the earlier
 * one's row, then finds the condition false. A claim that another worker has left without a word counts as a failure.
 * @returns how many failures there were, with that one; undefined where the operation is not to be had
 */
export async function claimOperation(
  db: Db,
  { organizationKey, key }: OperationId,
  { worker, now, until }: { worker: string; now: string; until: string },
): Promise<number | undefined> {
  const row = await db
    .updateTable('bulk_operations')
    .set({
      status: 'Processing',
      claimed_by: worker,
      claimed_until: until,
      failures: sql`failures + case when claimed_by <> ${worker} then 1 else 0 end`,
    })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('finished_at', 'is', null)
    .where(hasCome('claimed_until', now, longestClaim))
    .returning('failures')
    .executeTakeFirst()
  return row?.failures
}

/** Ends the claims of a worker on operations that it has not carried out, so that another one need not wait. */
export async function releaseClaims(db: Db, worker: string): Promise<void> {
  await db
    .updateTable('bulk_operations')
    .set({ status: 'Pending', claimed_by: null, claimed_until: null })
    .where('finished_at', 'is', null)
    .where('claimed_by', '=', worker)
    .execute()
}

/**
 * Reads a claimed operation, and locks it until the end of the transaction. Undefined where the claim is over and another
 * worker has claimed or finished the operation: so that none is carried out twice.
 */
export async function lockClaimed(
  db: Db,
  { organizationKey, key }: OperationId,
  worker: string,
): Promise<BulkOperation | undefined> {
  const row = await db
    .updateTable('bulk_operations')
    .set({ status: 'Processing' })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('finished_at', 'is', null)
    .where('claimed_by', '=', worker)
    .returning(['status', 'actor', 'requests', 'results'])
    .executeTakeFirst()
  return row && bulkOperationOf(row)
}

/** Counts a failure. @returns how many there were, with this one */
export async function countFailure(
  db: Db,
  { organizationKey, key }: OperationId,
  worker: string,
): Promise<number | undefined> {
  const row = await db
    .updateTable('bulk_operations')
    .set({ failures: sql`failures + 1` })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('finished_at', 'is', null)
    .where('claimed_by', '=', worker)
    .returning('failures')
    .executeTakeFirst()
  return row?.failures
}

/** The worker has told of its failure. Until its lease is over, nobody tries again. */
export async function giveBackLater(db: Db, { organizationKey, key }: OperationId, worker: string): Promise<void> {
  await db
    .updateTable('bulk_operations')
    .set({ claimed_by: null })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('claimed_by', '=', worker)
    .execute()
}
