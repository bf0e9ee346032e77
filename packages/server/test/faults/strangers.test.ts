import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { sql } from 'kysely'
import { toTimestamp } from '../../src/db/timestamp.ts'
import { mostRecordsWithoutUser } from '../../src/modules/members/sessions/authorization-records.ts'
import { mostOpenCounts } from '../../src/modules/sign-in/credentials/attempts-repository.ts'
import { mostAskedCodes } from '../../src/modules/sign-in/credentials/one-time-codes-repository.ts'

const strangers = 10_000
/** One new row in 64 looks for those that are too many: between two that look, so many come at most, but for one run in 10^6. */
const slack = 1_000
const openKinds = ['password', 'mail', 'reset code']
const form = 'application/x-www-form-urlencoded'
const random = (bytes = 32): string => randomBytes(bytes).toString('base64url')

describe('Ten thousand strangers', () => {
  let server: TestServer
  let user: { key: string; email: string }

  before(async () => {
    const environment = { PORTICO_TRUSTED_PROXIES: '127.0.0.1' }
    server = await startTestServer({ engine: anyEngine, clock: testClock(), environment })
    user = await createPasswordUser(server)
  })

  const rows = async (table: string): Promise<number> => {
    const counted = sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`
    return Number((await counted.execute(server.context.database.db)).rows[0]?.count)
  }
  const allRows = async (): Promise<Record<string, number>> => {
    const tables = await server.context.database.db.introspection.getTables()
    return Object.fromEntries(await Promise.all(tables.map(async ({ name }) => [name, await rows(name)])))
  }

  interface Answer {
    status: number
    location: string
    cookies: string[]
    body: string
  }
  type Send = (method: 'GET' | 'POST', url: string, body?: object | string, cookie?: string) => Promise<Answer>

  /** A browser of its own at an address of its own, behind the proxy. */
  const stranger = (n: number): Send => {
    const address =
      n % 3 === 0 ? `2001:db8:${n.toString(16)}::1` : `${20 + (n % 97)}.${n >> 8}.${n & 255}.${1 + (n % 250)}`
    return async (method, url, body, cookie) => {
      const { statusCode, headers, payload } = await server.app.inject({
        method,
        url,
        remoteAddress: '127.0.0.1',
        headers: {
          host: new URL(server.context.publicUrl()).host,
          'x-forwarded-for': address,
          ...(body !== undefined && { 'content-type': typeof body === 'string' ? form : 'application/json' }),
          ...(cookie && { cookie }),
        },
        ...(body !== undefined && { payload: body }),
      })
      assert.ok(statusCode < 500 || statusCode === 503, `${method} ${url}: ${statusCode} ${payload}`)
      const cookies = [headers['set-cookie'] ?? []].flat().map((line) => line.split(';', 1)[0] ?? '')
      return { status: statusCode, location: String(headers.location), cookies, body: payload }
    }
  }
  const pathOf = (location: string): string => location.replace(/^https?:\/\/[^/]+/, '')

  /** @returns the interaction's address and the cookies that open it */
  async function begin(send: Send): Promise<{ path: string; cookie: string }> {
    const { location, cookies } = await send('GET', '/portal/sign-in')
    const page = await send('GET', pathOf(location))
    assert.match(page.location, /^\/sign-in\/[\w-]+$/)
    assert.ok(cookies.length + page.cookies.length <= 8, 'few cookies')
    return { path: `/portal/interactions${page.location.slice('/sign-in'.length)}`, cookie: page.cookies.join('; ') }
  }

  test('leave little behind, and the server goes on answering', async () => {
    const { db } = server.context.database
    const { organizationKey, context } = server
    const later = toTimestamp(context.clock.now() + 600_000)
    /** As many as there may be, which others have left */
    const fill = async (
      table: string,
      count: number,
      name: string,
      columns: Record<string, unknown>,
    ): Promise<void> => {
      const all = { organization_key: organizationKey, expires_at: later, ...columns }
      const names = [name, ...Object.keys(all)].map((column) => sql.ref(column))
      const values = [sql`lower(hex(randomblob(16)))`, ...Object.values(all).map((value) => sql`${value}`)]
      await sql`insert into ${sql.table(table)} (${sql.join(names)})
        with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
        select ${sql.join(values)} from n`.execute(db)
    }
    for (const open_kind of openKinds)
      await fill('attempts', mostOpenCounts, 'subject_hash', { open_kind, attempts: 1 })
    const interaction = { model: 'Interaction', payload_encrypted: '' }
    await fill('authorization_records', mostRecordsWithoutUser, 'id_hash', interaction)
    const reset = { purpose: 'password-reset', recipient_hash: 'another', wrong_attempts: 0, created_at: later }
    await fill('one_time_codes', mostAskedCodes, 'key', reset)
    const before = await allRows()

    const shared = await begin(stranger(0))
    const tryPassword = (send: Send, n: number) => {
      const body = { email: `stranger${n}@example.com`, password: 'wrong' }
      return send('POST', `${shared.path}/password`, body, shared.cookie)
    }
    const askForReset = async (send: Send, n: number) => {
      const { cookies } = await send('POST', '/portal/password/forgotten', { email: `stranger${n}@example.com` })
      await context.pendingPasswordResets.settled()
      const body = { code: '000000', password: goodPassword }
      return send('POST', '/portal/password/reset', body, cookies.join('; '))
    }
    const token = `grant_type=client_credentials&client_secret=${random()}&client_id=`
    const junk = `portico-session=${random()}; portico-known-browser=${random()}`
    const setUp = { token: random(), name: 'Eve', email: user.email, password: goodPassword }
    // Each comes more often than `slack`, so that a table without a bound is over it.
    const kinds: ((send: Send, n: number) => Promise<unknown>)[] = [
      begin,
      tryPassword,
      askForReset,
      (send) => send('POST', `${shared.path}/passkey/options`, {}, shared.cookie),
      (send) => send('POST', `${shared.path}/passkey`, { response: { id: random() } }, shared.cookie),
      (send) => send('POST', '/identity/token', token + random()),
      (send) => send('POST', '/portal/set-up', setUp),
      (send) => send('POST', '/portal/invitation/read', { token: random() }),
      (send) => send('GET', '/api/identity/v1/users', undefined, junk),
    ]
    for (let first = 0; first < strangers; first += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => {
          const n = first + index
          return kinds[n % kinds.length]?.(stranger(n), n)
        }),
      )
    await context.securityEvents.flush()

    const bounds: Record<string, number> = {
      authorization_records: mostRecordsWithoutUser + slack,
      one_time_codes: mostAskedCodes + slack,
      // What fails is counted together: 60 entries a minute and a few for the rest.
      audit_entries: (before.audit_entries ?? 0) + 70,
      // One for each slot that entries are counted in
      audit_counts: (before.audit_counts ?? 0) + 16,
      // One for each way to fail
      audit_kinds: (before.audit_kinds ?? 0) + 16,
      // One for each minute in which users were changed before, which goes with their log
      user_change_marks: (before.user_change_marks ?? 0) + 1,
    }
    const after = await allRows()
    const { attempts: _, ...others } = after
    for (const kind of openKinds) {
      const ofKind = db.selectFrom('attempts').where('open_kind', '=', kind)
      const { count } = await ofKind.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
      assert.ok(count > mostOpenCounts - slack && count <= mostOpenCounts + slack, `${kind}: ${count}`)
    }
    for (const [table, count] of Object.entries(others))
      assert.ok(count <= (bounds[table] ?? before[table] ?? 0), `${table}: ${before[table]} rows before, ${count} now`)
    // A person can still sign in.
    const own = await begin(stranger(strangers))
    const credentials = { email: user.email, password: goodPassword }
    const { status, body } = await stranger(strangers)('POST', `${own.path}/password`, credentials, own.cookie)
    assert.equal(status, 200, body)
  })
})
