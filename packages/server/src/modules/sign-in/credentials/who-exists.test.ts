import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { Browser, beginSignIn } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { createPasswordUser } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'

/** Of each case. Where nothing differs, one area in 50,000 is further from a half than `tolerance`. */
const samples = 80
const warmUp = 10
const tolerance = 0.2

/**
 * How often a longer time belongs to the first case, as the area under the curve of all classifiers: 0.5 where the times tell
 * nothing, 1 or 0 where they tell the cases apart for sure. It compares ranks, so that a loaded machine only adds noise.
 */
function area(first: readonly number[], second: readonly number[]): number {
  let longer = 0
  for (const a of first) for (const b of second) longer += a > b ? 1 : a === b ? 0.5 : 0
  return longer / (first.length * second.length)
}

/** Requests within the process: no network hides what the event loop still does for the one before. */
describe('Who has an account cannot be told', () => {
  let server: TestServer
  const users: string[] = []
  const post = async (url: string, payload: object, headers: Record<string, string> = {}) =>
    server.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { host: 'localhost', ...headers },
      // Each from a network of its own, so that none is limited.
      remoteAddress: `10.${randomByte()}.${randomByte()}.${randomByte()}`,
    })
  const neighbour = () => server.app.inject({ method: 'GET', url: '/portal/state', headers: { host: 'localhost' } })

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    for (let n = 0; n < warmUp + samples; n++)
      users.push((await createPasswordUser(server, { email: newEmail() })).email)
  })

  /** Asks for known and unknown e-mails in turn, in random order, and compares the times of the request and the next ones. */
  async function compare(ask: (prepared: string) => Promise<unknown>, prepare = async (email: string) => email) {
    const times = { known: [[], [], []] as number[][], unknown: [[], [], []] as number[][] }
    const prepared = []
    for (const [index, email] of users.entries()) {
      const pair = [
        { about: await prepare(email), times: index < warmUp ? undefined : times.known },
        { about: await prepare(newEmail()), times: index < warmUp ? undefined : times.unknown },
      ]
      prepared.push(...(Math.random() < 0.5 ? pair : pair.toReversed()))
    }
    await server.context.pendingPasswordResets.settled()
    for (const { about, times } of prepared) {
      const steps = [() => ask(about), neighbour, neighbour]
      for (const [index, step] of steps.entries()) {
        const start = performance.now()
        await step()
        times?.[index]?.push(performance.now() - start)
      }
      // Wrong codes of a day are counted: see mostWrongCodes.
      await server.context.database.db.deleteFrom('attempts').execute()
    }
    for (const [index, name] of ['the answer', 'the next request', 'the one after it'].entries()) {
      const told = area(times.known[index] ?? [], times.unknown[index] ?? [])
      assert.ok(Math.abs(told - 0.5) < tolerance, `${name} tells them apart: ${told.toFixed(2)}`)
    }
  }

  test('from asking for a new password, nor from the requests that follow', () =>
    compare((email) => post('/portal/password/forgotten', { email })))

  test('from a wrong code', () =>
    compare(
      async (cookie) => {
        const body = { code: '000000', password: 'Copper-Kettle-42-Whistles' }
        assert.equal((await post('/portal/password/reset', body, { cookie })).statusCode, 400)
      },
      async (email) => {
        const { headers } = await post('/portal/password/forgotten', { email })
        return String(headers['set-cookie']).split(';', 1)[0] ?? ''
      },
    ))

  test('from a wrong password', async () => {
    const browser = new Browser(server.url)
    const path = `/portal/interactions/${await beginSignIn(browser)}/password`
    const cookie = browser.cookiesFor(path)
    await compare(async (email) => {
      assert.equal((await post(path, { email, password: 'wrong' }, { cookie })).statusCode, 400)
    })
  })
})

const randomByte = (): number => 1 + Math.floor(Math.random() * 250)
const newEmail = (): string => `${randomUUID()}@example.com`
