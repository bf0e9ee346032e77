import { type Expression, type SqlBool, sql } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import type { EndedSessionTable } from '../../../db/schema/members-schema.ts'
import type { Db } from '../../../db/transaction.ts'

export type SessionEnd = EndedSessionTable['reason']

/** Which sessions: those for which all holds that is given. */
export interface EndingSessions {
  organizationKey?: string
  userKey?: string
  key?: string
  /** The key of one that goes on */
  except?: string | undefined
  createdUntil?: string
  lastSeenUntil?: string
  expiresUntil?: string
}

export async function insertSessionEnds(
  db: Db,
  { reason, now }: { reason: SessionEnd; now: string },
  { organizationKey, userKey, key, except, createdUntil, lastSeenUntil, expiresUntil }: EndingSessions,
): Promise<void> {
  await db
    .insertInto('ended_sessions')
    .columns(['organization_key', 'token_hash', 'reason', 'ended_at'])
    .expression((eb) =>
      eb
        .selectFrom('sessions')
        .select(['organization_key', 'token_hash'])
        .select(({ cast, val }) => [cast<SessionEnd>(val(reason), 'text').as('reason')])
        .select(({ cast, val }) => [cast<string>(val(now), 'text').as('ended_at')])
        .where((where) => {
          const conditions: Expression<SqlBool>[] = []
          if (organizationKey !== undefined) conditions.push(where('organization_key', '=', organizationKey))
          if (userKey !== undefined) conditions.push(where('user_key', '=', userKey))
          if (key !== undefined) conditions.push(where('key', '=', key))
          if (except !== undefined) conditions.push(where('key', '!=', except))
          if (createdUntil !== undefined) conditions.push(where('created_at', '<=', createdUntil))
          if (lastSeenUntil !== undefined) conditions.push(where('last_seen_at', '<=', lastSeenUntil))
          if (expiresUntil !== undefined) conditions.push(where('expires_at', '<=', expiresUntil))
          return where.and(conditions)
        }),
    )
    // What is ended twice at the same moment keeps the first reason.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
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
