import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { anyEngine, onBothEngines } from '@portico/testing/databases.ts'
import { openElsewhere } from '@portico/testing/organizations.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } from 'jose'
import { listSigningKeys } from './list-signing-keys.ts'
import { maintainSigningKeys } from './maintain-signing-keys.ts'
import { rotateSigningKey } from './rotate-signing-key.ts'
import { keySetMaxAge, publishedAheadMilliseconds } from './signing-key.ts'
import { signingKeyState } from './signing-keys-in-use.ts'

const second = 1_000
/** Seconds between the tokens of the rotation that is watched */
const step = 15
const hour = 3_600 * second
const day = 24 * hour

/** A cache that keeps an answer for exactly as long as the answer allows. */
function obedientCache(): typeof fetch {
  let kept: { text: string; until: number } | undefined
  return async (url) => {
    if (!kept || Date.now() >= kept.until) {
      const { origin, pathname } = new URL(String(url))
      const answer = await send(origin, 'GET', pathname)
      const age = /^public, max-age=(\d+)$/.exec(String(answer.headers['cache-control']))?.[1]
      kept = { text: answer.text, until: Date.now() + Number(age) * second }
    }
    return new Response(kept.text, { headers: { 'content-type': 'application/jwk-set+json' } })
  }
}

/** @param pause how long a verifier waits before it asks again for a key that it does not know */
function verifierOf(server: TestServer, pause: number) {
  const issuer = `http://localhost:${new URL(server.url).port}/identity`
  const url = `${server.url}/identity/jwks`
  const cache = obedientCache()
  const keys = createRemoteJWKSet(new URL(url), { cooldownDuration: pause, cacheMaxAge: hour, [customFetch]: cache })
  return {
    /** What other programs behind the same cache do: so it is always filled. */
    askCache: () => cache(url),
    verify: (token: string) => jwtVerify(token, keys, { issuer, currentDate: new Date(Date.now()) }),
  }
}

test('No verifier behind a cache refuses a token at any moment of a rotation', async (context) => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  context.after(() => mock.timers.reset())
  const clock = {
    now: () => Date.now(),
    advance: (milliseconds: number) => mock.timers.setTime(Date.now() + milliseconds),
  }
  const server = await startTestServer({ engine: anyEngine, clock })
  const credentials = await server.createClient()
  // Half of them ask again as jose does, half as rarely as .NET.
  const verifiers = Array.from({ length: 10 }, (_, index) => verifierOf(server, (index % 2 === 0 ? 30 : 300) * second))
  const kids = new Set<string | undefined>()
  /** @param begin whether the caches are filled one after the other, so that each is of another age */
  async function pass(seconds: number, { begin = false } = {}): Promise<void> {
    for (let at = 0; at < seconds; at += step) {
      const token = await server.token(credentials)
      kids.add(decodeProtectedHeader(token).kid)
      for (const [index, { askCache, verify }] of verifiers.entries()) {
        if (begin && at < 2 * step * index) continue
        await askCache()
        await assert.doesNotReject(verify(token), `verifier ${index}, after ${at} seconds`)
      }
      clock.advance(step * second)
    }
  }
  await pass(2 * keySetMaxAge, { begin: true })
  const before = await server.token(credentials)
  await rotateSigningKey(server.context, server.system, { algorithm: 'ES256' })
  await pass(publishedAheadMilliseconds / second + 2 * keySetMaxAge)
  assert.equal(kids.size, 2)
  // A token lives 12 hours. The former key is published until the last of its tokens has expired.
  clock.advance(12 * hour - 2_000 * second)
  for (const { verify } of verifiers) await verify(before)
  clock.advance(2 * hour)
  const { body } = await send<{ keys: { kid: string; alg: string }[] }>(server.url, 'GET', '/identity/jwks')
  assert.deepEqual(
    body.keys.map(({ kid, alg }) => [kid === [...kids][1], alg]),
    [
      [true, 'ES256'],
      [false, 'RS256'],
    ],
  )
})

onBothEngines('Signing keys', (engine) => {
  const states = async ({ context, organizationKey }: TestServer) => {
    const keys = await listSigningKeys(context, organizationKey)
    return keys.map((key) => signingKeyState(key, keys, context.clock.now()))
  }

  test('sign from the stored time on, on every node', async () => {
    const clock = testClock()
    const server = await startTestServer({ engine, clock })
    const node = await openElsewhere(server)
    const known = () =>
      Promise.all(
        [server.context, node].map(async (each) => (await each.signingKeyDirectory.find(server.organizationKey)).keys),
      )
    const signing = async () => (await known()).map((keys) => keys[0]?.kid)
    const [first] = await signing()
    const { kid } = await rotateSigningKey(node, server.system, { algorithm: 'EdDSA' })
    await assert.rejects(rotateSigningKey(node, server.system, { algorithm: 'ES256' }), {
      problem: 'signing_key_waiting',
    })
    await until(async () => (await known()).every(({ length }) => length === 4), 10_000)
    assert.deepEqual(await states(server), ['active', 'next', 'next', 'next'])
    clock.advance(publishedAheadMilliseconds - 1)
    assert.deepEqual(await signing(), [first, first])
    clock.advance(1)
    assert.deepEqual(await signing(), [kid, kid])
    assert.deepEqual(await states(server), ['active', 'active', 'active', 'retired'])
  })

  test('are all refused where one is rotated without overlap, also the one that was to follow', async () => {
    const server = await startTestServer({ engine })
    await rotateSigningKey(server.context, server.system, { algorithm: 'ES256' })
    const { kid } = await rotateSigningKey(server.context, server.system, { algorithm: 'ES256', overlapHours: 0 })
    const keys = await listSigningKeys(server.context, server.organizationKey)
    assert.deepEqual([keys[0]?.kid, ...keys.map(({ algorithm }) => algorithm)], [kid, 'ES256', 'RS256'])
  })

  test('are rotated on a schedule, once, however many nodes look at the same moment', async () => {
    const clock = testClock()
    const server = await startTestServer({ engine, clock })
    const node = await openElsewhere(server)
    const look = async () => {
      const nodes = [server.context, node, server.context, node]
      // On SQLite two connections of one process would wait for each other.
      if (engine === 'postgres') await Promise.all(nodes.map((each) => maintainSigningKeys(each, 90)))
      else for (const each of nodes) await maintainSigningKeys(each, 90)
    }
    const count = async () => (await listSigningKeys(server.context, server.organizationKey)).length
    clock.advance(90 * day - publishedAheadMilliseconds - second)
    await look()
    assert.equal(await count(), 1)
    clock.advance(second)
    await look()
    await look()
    assert.deepEqual(await states(server), ['active', 'next', 'next'])
    clock.advance(publishedAheadMilliseconds)
    await look()
    assert.deepEqual(await states(server), ['active', 'active', 'retired'])
    clock.advance(day)
    await look()
    const rows = await server.context.db.selectFrom('signing_keys').select('key').execute()
    assert.deepEqual([await count(), rows.length], [2, 2])
    await maintainSigningKeys(server.context, undefined)
    assert.equal(await count(), 2)
  })

  test('are of ES256 and RS256 in each key set that is given out, and none delays the first token', async () => {
    const clock = testClock()
    const server = await startTestServer({ engine, clock })
    const node = await openElsewhere(server)
    const published = async () => {
      const { body } = await send<{ keys: { kid: string; alg: string }[] }>(server.url, 'GET', '/identity/jwks')
      return body.keys
    }
    const algorithms = async () => (await published()).map(({ alg }) => alg)
    const advertised = async () => {
      const { body } = await send(server.url, 'GET', '/identity/.well-known/openid-configuration')
      return body.id_token_signing_alg_values_supported
    }
    const credentials = await server.createClient()
    const token = await server.token(credentials)
    assert.equal((await listSigningKeys(server.context, server.organizationKey)).length, 1)
    const list = await advertised()
    assert.deepEqual(list, ['ES256', 'RS256'])
    // Both nodes and all callers at once make one RSA key.
    await Promise.all([published(), published(), node.signingKeyDirectory.complete(server.organizationKey)])
    const [first, second, ...none] = await published()
    assert.deepEqual([first?.alg, second?.alg, none], ['ES256', 'RS256', []])
    assert.deepEqual(await states(server), ['active', 'active'])
    assert.equal(decodeProtectedHeader(await server.token(credentials)).kid, decodeProtectedHeader(token).kid)

    for (const [algorithm, expected] of [
      ['RS256', ['ES256', 'RS256']],
      ['EdDSA', ['ES256', 'EdDSA', 'RS256']],
    ] as const) {
      await rotateSigningKey(server.context, server.system, { algorithm })
      assert.equal((await published())[0]?.kid, (await listSigningKeys(server.context, server.organizationKey))[0]?.kid)
      assert.deepEqual(await advertised(), list)
      clock.advance(publishedAheadMilliseconds)
      const [signing, ...others] = (await algorithms()).slice(0, expected.length)
      assert.equal(signing, algorithm)
      assert.deepEqual([algorithm, ...others].toSorted(), expected)
      assert.equal(decodeProtectedHeader(await server.token(credentials)).alg, algorithm)
      assert.deepEqual(await advertised(), list)
      clock.advance(day)
      assert.deepEqual((await algorithms()).toSorted(), expected)
    }
  })

  test('that cannot be added leave those that there are, and are generated again after a minute only', async () => {
    const clock = testClock()
    const server = await startTestServer({ engine, clock })
    const { vault } = server.context
    const encrypt = vault.encrypt.bind(vault)
    vault.encrypt = () => {
      throw new Error('no')
    }
    const keys = async () => (await send(server.url, 'GET', '/identity/jwks')).body.keys.length
    const failures = () => JSON.stringify(server.logLines).match(/could not be added yet/g)?.length
    for (let n = 0; n < 5; n++) assert.equal(await keys(), 1)
    assert.equal(failures(), 1)
    clock.advance(60_000)
    assert.equal(await keys(), 1)
    assert.equal(failures(), 2)
    vault.encrypt = encrypt
    clock.advance(60_000)
    assert.equal(await keys(), 2)
  })
})
