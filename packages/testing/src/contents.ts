import assert from 'node:assert/strict'
import type { Db } from '@portico/server/db/transaction.ts'
import { sql } from 'kysely'
import type { TestServer } from './server.ts'

/** What the worker that sends mails changes after the request that wanted them */
const sending = [
  'status',
  'content_encrypted',
  'attempts',
  'next_attempt_at',
  'claimed_by',
  'error',
  'problem',
  'sent_at',
]

/** What changes by itself: mails that are sent, and that a client has called an API, which any successful call notes */
const changing: Record<string, readonly string[]> = {
  mails: sending,
  api_clients: ['first_request_at', 'first_user_list_at'],
}

/**
 * Counters of requests, which count whatever becomes of them, what counts audit entries, which are there themselves, what is
 * noted until it was looked at, and where the log of changes was at some times
 */
const counters = [
  'rate_limits',
  'audit_counts',
  'audit_kinds',
  'audit_blocks',
  'access_changes',
  'api_client_uses',
  'user_change_marks',
]

/**
 * Every row of every table, as one text per table. Counters are left out, and so are audit entries of what failed: they are
 * stored a while later.
 */
export async function contentsOf(db: Db): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {}
  for (const name of await tablesOf(db)) {
    const { rows } = await sql<{ result?: string }>`select * from ${sql.table(name)}`.execute(db)
    const hidden = changing[name]
    // For each row, since a function that is asked about each value takes longer than all else here.
    const shown = (row: object) =>
      hidden ? Object.fromEntries(Object.entries(row).filter(([column]) => !hidden.includes(column))) : row
    const changes = rows.filter(({ result }) => name !== 'audit_entries' || result !== 'Failure')
    contents[name] = changes.map((row) => JSON.stringify(shown(row))).sort()
  }
  return contents
}

/** The names of its tables but for counters: read each time, since tests put tables away. */
async function tablesOf(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables()
  return tables.map(({ name }) => name).filter((name) => !counters.includes(name))
}

/** Runs `work` and checks that it left every row of every table as it was. It must not obtain tokens: that is noted. */
export async function changingNothing<T>(
  { context: { database, lastUse, relyingPartyUse } }: Pick<TestServer, 'context'>,
  work: () => Promise<T>,
): Promise<T> {
  await lastUse.flush()
  await relyingPartyUse.flush()
  const before = await contentsOf(database.db)
  const result = await work()
  assert.deepEqual(await contentsOf(database.db), before)
  return result
}
