import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { longestTurn } from '@portico/testing/longest-turn.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import { seedUsers } from '../../directory/users/seed-users.ts'
import { createRelyingParty } from '../registrations/create-relying-party.ts'
import { listSessionApplications } from './list-session-applications.ts'

const at = '2026-11-28T15:00:00.000Z'

onBothEngines('The applications of very many sessions', (engine) => {
  test('are those of each session, by name, and read in slices', async () => {
    const { context, system, organizationKey: organization_key } = await startTestServer({ engine })
    const { db } = context.database
    const users = ['Ada', 'Eve'].map((name) => ({ name, email: `${name}@example.com`, status: 'Active' as const }))
    const [user_key = '', other = ''] = await seedUsers({ db, clock: context.clock }, organization_key, users)
    const names = ['Shop', 'Desk', 'Mail', 'Wiki', 'Chat']
    for (const name of names) {
      const redirectUris = [`https://${name}.example.com/callback`]
      await createRelyingParty(context, system, { name, type: 'web', redirectUris })
    }
    const clients = await db.selectFrom('relying_parties').select('client_id').execute()
    const times = { authenticated_at: at, last_seen_at: at, expires_at: at, kept_until: at }
    const none = { address: null, user_agent: null, identity_provider_key: null, provider_session_encrypted: null }
    const signOn = { organization_key, ...times, ...none, credentials_stamp: '', method: 'password' as const }
    const keys = Array.from({ length: 1_000 }, () => newKey())
    const sessions = [...keys.map((key) => ({ ...signOn, key, uid: key, user_key }))]
    const ofOther = { ...signOn, key: newKey(), uid: newKey(), user_key: other }
    await insertRows(db, 'sign_on_sessions', [...sessions, ofOther])
    const parts = [...sessions, ofOther].flatMap(({ uid }) =>
      clients.map((client) => ({ organization_key, ...client, session_uid: uid, sid: newKey(), created_at: at })),
    )
    await insertRows(db, 'sign_on_clients', parts)
    let found: Awaited<ReturnType<typeof listSessionApplications>> = new Map()
    const longest = await longestTurn(async () => {
      found = await listSessionApplications({ db }, organization_key, user_key)
    })
    assert.deepEqual([...found.keys()].sort(), keys.toSorted())
    for (const applications of found.values())
      assert.deepEqual(
        applications.map(({ name }) => name),
        names.toSorted(),
      )
    assert.ok(longest < 20, `${longest} ms`)
  })
})
