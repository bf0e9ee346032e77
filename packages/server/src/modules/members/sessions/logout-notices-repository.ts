import { endLongWaits } from '../../../db/end-long-waits.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { LogoutNoticeTable } from '../../../db/schema/members-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Db } from '../../../db/transaction.ts'

/** Whom to tell of which session's end */
export interface LogoutNotice {
  organizationKey: string
  key: string
  clientId: string
  userKey: string
  sid: string
  /** Where to, for an application that is deleted */
  uri: string | null
  attempts: number
}

/** An application's part of a session that ends */
export type EndedClient = Pick<LogoutNotice, 'sid' | 'clientId' | 'userKey'> & { uri?: string | null }

export async function insertLogoutNotices(
  db: Db,
  organizationKey: string,
  clients: readonly EndedClient[],
  now: number,
): Promise<void> {
  const at = toTimestamp(now)
  const rows = clients.map(
    ({ sid, clientId, userKey, uri = null }): LogoutNoticeTable => ({
      organization_key: organizationKey,
      key: newKey(now),
      client_id: clientId,
      user_key: userKey,
      sid,
      uri,
      attempts: 0,
      next_attempt_at: at,
      created_at: at,
    }),
  )
  await insertRows(db, 'logout_notices', rows)
}

/**
 * Those that are due, of all organizations, the oldest first. Until `leasedUntil` they are nobody else's.
 * @param longest how many milliseconds a notice waits at most
 */
export async function claimLogoutNotices(
  db: Db,
  { now, leasedUntil, longest, most }: { now: string; leasedUntil: string; longest: number; most: number },
): Promise<LogoutNotice[]> {
  const notices = { table: 'logout_notices' as const, primaryKey: ['organization_key', 'key'] as const }
  await endLongWaits(db, notices, 'next_attempt_at', { now, longest })
  const due = await db
    .selectFrom('logout_notices')
    .select(['organization_key', 'key'])
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(most)
    .execute()
  const claimed: LogoutNotice[] = []
  for (const { organization_key, key } of due) {
    const row = await db
      .updateTable('logout_notices')
      .set((eb) => ({ next_attempt_at: leasedUntil, attempts: eb('attempts', '+', 1) }))
      .where('organization_key', '=', organization_key)
      .where('key', '=', key)
      .where('next_attempt_at', '<=', now)
      .returningAll()
      .executeTakeFirst()
    if (row)
      claimed.push({
        organizationKey: row.organization_key,
        key: row.key,
        clientId: row.client_id,
        userKey: row.user_key,
        sid: row.sid,
        uri: row.uri,
        attempts: row.attempts,
      })
  }
  return claimed
}

export async function updateNextAttempt(
  db: Db,
  { organizationKey, key }: Pick<LogoutNotice, 'organizationKey' | 'key'>,
  at: string,
): Promise<void> {
  await db
    .updateTable('logout_notices')
    .set({ next_attempt_at: at })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

export async function deleteLogoutNotice(
  db: Db,
  { organizationKey, key }: Pick<LogoutNotice, 'organizationKey' | 'key'>,
): Promise<void> {
  await db.deleteFrom('logout_notices').where('organization_key', '=', organizationKey).where('key', '=', key).execute()
}
