import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { onBothEngines } from '@portico/testing/databases.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { testClock } from '@portico/testing/server.ts'
import { testVault } from '@portico/testing/vault.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { seedUsers } from '../../directory/users/seed-users.ts'
import { deleteEndedSessions } from './delete-ended-sessions.ts'
import { deleteExpiredSessions } from './delete-expired-sessions.ts'
import { endSessionsOfUser } from './end-sessions-of-user.ts'
import { endSignOns, endSignOnsOfClients } from './end-sign-ons.ts'
import { mostSignOnsOfUser, startSignOn } from './start-sign-on.ts'

const many = 3_000
const minute = 60_000

onBothEngines('Very many sessions', (_engine, open) => {
  const organizationKey = newKey()
  let parts: Parts<'clock' | 'vault'>
  let userKey: string

  before(async () => {
    const { db } = await open()
    parts = { db, clock: testClock(), vault: testVault() }
    const organization = { key: organizationKey, name: 'Acme', domain: 'acme.example.com', created_at: ago(0) }
    await db.insertInto('organizations').values(organization).execute()
    const user = { name: 'Monitor', email: 'monitor@example.com', status: 'Active' as const }
    const [key = ''] = await seedUsers(parts, organizationKey, [user])
    userKey = key
  })

  const ago = (minutes: number): string => toTimestamp(parts.clock.now() - minutes * minute)
  const ofUser = () => ({ organization_key: organizationKey, user_key: userKey, credentials_stamp: '' })
  const anonymous = { address: null, user_agent: null }
  const each = Array.from({ length: many }, () => newKey())

  const portalSessions = (times: { created_at: string; last_seen_at: string; expires_at: string }) => {
    const session = { ...ofUser(), ...anonymous, ...times, method: 'password' as const, authorization_session: null }
    const rows = each.map((key) => ({ ...session, key, token_hash: newKey() }))
    return insertRows(parts.db, 'sessions', rows)
  }
  const count = async (table: 'sessions' | 'sign_on_sessions' | 'authorization_records' | 'logout_notices') => {
    const rows = parts.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('count'))
    return Number((await rows.executeTakeFirstOrThrow()).count)
  }
  const reasons = async () => {
    const ends = parts.db.selectFrom('ended_sessions').select('reason')
    return Object.fromEntries(
      (
        await ends
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .groupBy('reason')
          .execute()
      ).map(({ reason, count }) => [reason, Number(count)]),
    )
  }

  async function assertInSlices(work: () => Promise<void>): Promise<void> {
    const { turns } = await loopTurns(work)
    assert.ok(turns >= many / 500, `${turns} turns`)
  }

  test('end in slices, and it is kept why', async () => {
    const signal = new AbortController().signal
    await portalSessions({ created_at: ago(9), last_seen_at: ago(9), expires_at: ago(1) })
    await assertInSlices(() => deleteExpiredSessions(parts, signal))
    assert.deepEqual([await count('sessions'), await reasons()], [0, { expired: many }])

    await portalSessions({ created_at: ago(90), last_seen_at: ago(1), expires_at: ago(-60) })
    await assertInSlices(() => deleteEndedSessions(parts, organizationKey, { sessionMinutes: 100, idleMinutes: 30 }))
    assert.equal(await count('sessions'), many)
    const settings = { sessionMinutes: 60, idleMinutes: null }
    await assertInSlices(() => deleteEndedSessions(parts, organizationKey, settings))
    assert.deepEqual([await count('sessions'), await reasons()], [0, { expired: 2 * many }])

    await portalSessions({ created_at: ago(50), last_seen_at: ago(40), expires_at: ago(-60) })
    await assertInSlices(() => deleteEndedSessions(parts, organizationKey, { sessionMinutes: 60, idleMinutes: 30 }))
    assert.deepEqual([await count('sessions'), await reasons()], [0, { expired: 2 * many, idle: many }])
  })

  test('end by the settings and the time at the beginning, which others may change before all are looked at', async () => {
    await portalSessions({ created_at: ago(9), last_seen_at: ago(9), expires_at: ago(-60) })
    const { db, clock } = parts
    const settings = { organization_key: organizationKey, session_minutes: 10, idle_minutes: null }
    const rules = { second_factor_required_for: 'nobody', passwords_refused_for: 'nobody' } as const
    const recent = { recent_sign_in_minutes: 15, recent_sign_in_areas: '[]', updated_at: ago(9) }
    await insertRows(db, 'sign_in_settings', [{ ...settings, ...rules, ...recent }])
    let minutes = 0
    const slowClock = { now: () => clock.now() + minute * minutes++ }
    await deleteExpiredSessions({ db, clock: slowClock }, new AbortController().signal)
    assert.equal(await count('sessions'), many)
    for (const table of ['sessions', 'sign_in_settings'] as const) await db.deleteFrom(table).execute()
  })

  test('of one user end in slices, but for the one that stays', async () => {
    await portalSessions({ created_at: ago(9), last_seen_at: ago(1), expires_at: ago(-60) })
    const before = await reasons()
    const end = { reason: 'ended-by-user', except: each[0] } as const
    await assertInSlices(() => endSessionsOfUser(parts, organizationKey, userKey, end))
    const left = await parts.db.selectFrom('sessions').select('key').execute()
    assert.deepEqual(
      [left.map(({ key }) => key), await reasons()],
      [each.slice(0, 1), { ...before, 'ended-by-user': many - 1 }],
    )
    await endSessionsOfUser(parts, organizationKey, userKey, { reason: 'ended-by-user' })
    assert.equal(await count('sessions'), 0)
  })

  /** Sessions in which an application has signed the user in */
  async function signOns(uids: readonly string[]): Promise<void> {
    const { db } = parts
    const times = { authenticated_at: ago(9), last_seen_at: ago(9), expires_at: ago(-60), kept_until: ago(-60) }
    const provider = { identity_provider_key: null, provider_session_encrypted: null }
    const signOn = { ...ofUser(), ...anonymous, ...times, ...provider, method: 'password' as const }
    await insertRows(
      db,
      'sign_on_sessions',
      uids.map((uid) => ({ ...signOn, uid, key: uid })),
    )
    const client = { organization_key: organizationKey, client_id: 'shop', created_at: ago(9) }
    await insertRows(
      db,
      'sign_on_clients',
      uids.map((session_uid) => ({ ...client, session_uid, sid: newKey() })),
    )
  }

  async function signIn(uid: string): Promise<void> {
    const user = { organizationKey, userKey, credentialsStamp: '', method: 'password' as const }
    const authenticatedAt = Math.floor(parts.clock.now() / 1000)
    const nobodyElse = { provider: null, address: null, userAgent: null }
    await startSignOn(parts, { ...user, uid, ...nobodyElse, authenticatedAt }, async () => {})
  }

  test('of one user, in applications, end in slices with what was issued in them', async () => {
    await signOns(each)
    const { credentials_stamp: _, ...owner } = ofUser()
    const issued = { ...owner, model: 'RefreshToken', payload_encrypted: '', uid: null, consumed_at: null }
    await insertRows(
      parts.db,
      'authorization_records',
      each.map((key) => ({ ...issued, id_hash: key, grant_id: key, expires_at: ago(-60) })),
    )
    const { turns } = await loopTurns(() =>
      endSessionsOfUser(parts, organizationKey, userKey, { reason: 'ended-by-administrator' }),
    )
    assert.ok(turns >= (2 * many) / 500, `${turns} turns`)
    assert.deepEqual([await count('sign_on_sessions'), await count('authorization_records')], [0, 0])
    assert.equal(await count('logout_notices'), many)
  })

  test('in applications end once, where two transactions end them at once', async () => {
    const before = await count('logout_notices')
    const [uid, other] = [newKey(), newKey()]
    await signOns([uid, other])
    const clients = await parts.db
      .selectFrom('sign_on_clients')
      .select('sid')
      .where('session_uid', '=', other)
      .execute()
    const ended = clients.map(({ sid }) => ({ sid, clientId: 'shop', userKey }))
    const end = async (parts: Parts<'clock'>) => {
      await endSignOns(parts, organizationKey, { uid })
      await endSignOnsOfClients(parts, organizationKey, ended)
    }
    const endedFirst = Promise.withResolvers<void>()
    await Promise.all([
      transaction(parts, async (parts) => {
        await end(parts)
        endedFirst.resolve()
        await setTimeout(100)
      }),
      endedFirst.promise.then(() => end(parts)),
    ])
    assert.equal(await count('logout_notices'), before + 2)
    await endSignOns(parts, organizationKey, { uid: other })
  })

  test('of one user, in applications, are not kept: the next sign-in ends the oldest', async () => {
    const before = await count('logout_notices')
    const known = each.slice(0, mostSignOnsOfUser + 1)
    await signOns(known)
    await signIn('next')
    const left = await parts.db.selectFrom('sign_on_sessions').select('uid').orderBy('key').execute()
    assert.deepEqual(
      left.map(({ uid }) => uid),
      [...known.slice(2), 'next'],
    )
    assert.equal(await count('logout_notices'), before + 2)
  })

  test('of one user, in applications: one that signs in again ends none, nor itself', async () => {
    const known = await parts.db.selectFrom('sign_on_sessions').select('uid').orderBy('key').execute()
    const uids = known.map(({ uid }) => uid)
    const more = [newKey()]
    await signOns(more)
    await signIn(uids[0] ?? '')
    const left = await parts.db.selectFrom('sign_on_sessions').select('uid').orderBy('key').execute()
    assert.deepEqual(
      left.map(({ uid }) => uid),
      [...uids, ...more],
    )
  })
})
