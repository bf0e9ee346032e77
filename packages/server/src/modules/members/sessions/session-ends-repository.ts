import { sql } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { EndedSessionTable } from '../../../db/schema/members-schema.ts'
import type { Db } from '../../../db/transaction.ts'

export type SessionEnd = EndedSessionTable['reason']

/** A session that was deleted */
export interface EndedSession {
  organizationKey: string
  tokenHash: string
}

/** What is ended twice keeps the first reason. */
export const insertSessionEnds = (
  db: Db,
  sessions: readonly EndedSession[],
  { reason, now }: { reason: SessionEnd; now: string },
): Promise<void> => {
  const rows = sessions.map(({ organizationKey, tokenHash }) => ({
    organization_key: organizationKey,
    token_hash: tokenHash,
    reason,
    ended_at: now,
  }))
  return insertRows(db, 'ended_sessions', rows, { leavesKnown: true })
}

export async function selectSessionEnd(
  db: Db,
  organizationKey: string,
  tokenHash: string,
): Promise<SessionEnd | undefined> {
  const row = await db
    .selectFrom('ended_sessions')
    .select('reason')
    .where('organization_key', '=', organizationKey)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row?.reason
}

/** Of all organizations. */
export async function deleteSessionEndsUntil(db: Db, time: string, signal: AbortSignal): Promise<void> {
  const primaryKey = ['organization_key', 'token_hash'] as const
  const where = sql<boolean>`ended_at <= ${time}`
  await deleteInSlices(db, { table: 'ended_sessions', primaryKey, where }, signal)
}
