import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { addOrganization } from '@portico/testing/organizations.ts'
import { createPasswordUser } from '@portico/testing/password-users.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { deleteExpiredCodes } from './delete-expired-codes.ts'
import { findKnownBrowser, forgetBrowsers, rememberBrowser } from './known-browsers.ts'

onBothEngines('known browsers', (engine) => {
  let server: TestServer
  let clock: TestClock
  const remember = (userKey: string, tokens: string[] = []) =>
    rememberBrowser(server.context, server.organizationKey, userKey, tokens)
  const isKnown = async (userKey: string, tokens: string[], organizationKey = server.organizationKey) =>
    (await findKnownBrowser(server.context, organizationKey, userKey, tokens)) !== undefined
  const rows = () => server.context.database.db.selectFrom('known_browsers').selectAll().execute()

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock })
  })

  test('are known for one user of one organization, by the newest token', async () => {
    const [{ key: ada }, { key: bob }] = [await createPasswordUser(server), await createPasswordUser(server)]
    const first = await remember(ada)
    assert.deepEqual(
      [await isKnown(ada, first), await isKnown(bob, first), await isKnown(ada, [])],
      [true, false, false],
    )
    const elsewhere = await addOrganization(server.context, 'Elsewhere', 'elsewhere.example.com')
    assert.equal(await isKnown(ada, first, elsewhere.organizationKey), false)
    const second = await remember(ada, first)
    assert.deepEqual([await isKnown(ada, first), await isKnown(ada, second)], [false, true])
    const shared = await remember(bob, second)
    assert.equal(shared.length, 2)
    assert.deepEqual([await isKnown(ada, shared), await isKnown(bob, shared)], [true, true])
    const stored = JSON.stringify(await rows())
    for (const token of shared) assert.ok(!stored.includes(token))
  })

  test('are ten for a user at most: the oldest is forgotten, and all but one with another password', async () => {
    const { key } = await createPasswordUser(server)
    const browsers: string[][] = []
    for (let n = 0; n < 11; n++) {
      clock.advance(1_000)
      browsers.push(await remember(key))
    }
    const known = await Promise.all(browsers.map((tokens) => isKnown(key, tokens)))
    assert.deepEqual(known, [false, ...Array(10).fill(true)])
    await forgetBrowsers(server.context, server.organizationKey, key, browsers[5])
    const left = (await rows()).filter(({ user_key }) => user_key === key)
    assert.deepEqual([left.length, await isKnown(key, browsers[5] ?? [])], [1, true])
  })

  test('are forgotten after 90 days', async () => {
    const { key } = await createPasswordUser(server)
    const tokens = await remember(key)
    clock.advance(90 * 86_400_000)
    assert.equal(await isKnown(key, tokens), false)
    await deleteExpiredCodes(server.context, new AbortController().signal)
    assert.deepEqual(await rows(), [])
  })
})
