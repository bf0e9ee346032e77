import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { testClock } from '@portico/testing/server.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import { getKnownCredentials } from '../../foundation/client-secrets/get-known-credentials.ts'
import { apiClientKind } from './api-client-kind.ts'
import { getCreatedClients } from './get-created-clients.ts'

onBothEngines('The API clients that a user has created', (_engine, open) => {
  test('are found with what they have created some hundreds at a time', async () => {
    const { db } = await open()
    const clock = testClock()
    const { organizationKey, users } = await createDirectory(db, clock)
    const [userKey = ''] = await users({ name: 'Ada' })
    const created_by = JSON.stringify({ type: 'user', key: userKey, name: 'Ada' })
    // Names come more than once: the key decides between them.
    const clients = Array.from({ length: 6_000 }, (_, n) => ({
      organization_key: organizationKey,
      key: newKey(),
      name: `Client ${n % 700}`,
      name_folded: `client ${n % 700}`,
      client_id: newKey().replaceAll('-', ''),
      created_by,
      is_suspended: 0 as const,
      created_at: '2026',
      updated_at: '2026',
    }))
    await insertRows(db, 'api_clients', clients as never)
    const { turns } = await loopTurns(async () => {
      const { running } = await getCreatedClients({ db }, organizationKey, userKey)
      const byName = clients.toSorted((a, b) => (`${a.name_folded} ${a.key}` < `${b.name_folded} ${b.key}` ? -1 : 1))
      assert.deepEqual(
        running.map(({ key }) => key),
        byName.map(({ key }) => key),
      )
    })
    assert.ok(turns >= 6_000 / 500, `${turns} turns`)

    const secret = { organization_key: organizationKey, hash: 'x', created_by, created_at: '2026', expires_at: '2100' }
    const secrets = clients.slice(0, 800).flatMap(({ key: api_client_key }) => [
      { ...secret, api_client_key, key: newKey(), last_four: 'one', is_current: 0 as const },
      { ...secret, api_client_key, key: newKey(), last_four: 'two', is_current: 1 as const },
    ])
    await insertRows(db, 'api_client_secrets', secrets as never)
    const of = { userKey, actors: new Set([userKey]) }
    const known = await getKnownCredentials({ db, clock }, apiClientKind, organizationKey, of)
    const names = new Map(clients.map(({ key, name_folded }) => [key, `${name_folded} ${key}`]))
    const placeOf = ({ api_client_key, key }: (typeof secrets)[number]) => `${names.get(api_client_key)} ${key}`
    assert.deepEqual(
      known.map(({ key }) => key),
      secrets.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).map(({ key }) => key),
    )
  })
})
