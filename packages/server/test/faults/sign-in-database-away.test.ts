import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { Browser, beginSignIn, pathOf, target } from '@portico/testing/browser.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { buildApp } from '../../src/app.ts'

describe('Signing in while the database is away', () => {
  let server: TestServer
  let user: { email: string; password: string }
  let browser: Browser
  let isAway = false
  let error: Error

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    user = { email: (await createPasswordUser(server)).email, password: goodPassword }
    // Queries that are built once come by here only when they are built: later, their results do.
    const ofRecords = new WeakSet<object>()
    const db = server.context.db.withPlugin({
      transformQuery({ node, queryId }) {
        if (JSON.stringify(node).includes('"authorization_records"')) ofRecords.add(queryId)
        return node
      },
      async transformResult({ result, queryId }) {
        if (isAway && ofRecords.has(queryId)) throw error
        return result
      },
    })
    const app = await buildApp({ ...server.context, db }, { strictAnswers: true })
    afterFile(() => app.close())
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    browser = new Browser(url, server.context.publicUrl())
  })

  async function withDatabaseAway<T>(work: () => Promise<T>): Promise<T> {
    isAway = true
    try {
      return await work()
    } finally {
      isAway = false
    }
  }

  for (const [name, problem, thrown] of [
    ['it is away', 'unavailable', Object.assign(new Error('terminating'), { code: '57P01' })],
    ['something else is wrong', 'failed', new Error('a fault')],
  ] as const) {
    test(`leads to a page that says so at each step where ${name}`, async () => {
      error = thrown
      const begun = target(await browser.get('/portal/sign-in'))
      assert.equal(target(await withDatabaseAway(() => browser.get(begun))), `/sign-in?problem=${problem}`)

      const uid = await beginSignIn(browser)
      const path = `/portal/interactions/${uid}`
      const expected = problem === 'unavailable' ? 'database_unavailable' : 'internal_error'
      assertProblem(await withDatabaseAway(() => browser.get(path)), expected)
      assertProblem(await withDatabaseAway(() => browser.post(`${path}/password`, user)), expected)

      const { body } = await browser.post(`${path}/password`, user)
      const resume = pathOf(body.redirectTo)
      assert.equal(target(await withDatabaseAway(() => browser.get(resume))), `/sign-in?problem=${problem}`)

      const callback = target(await browser.get(resume))
      assert.equal(target(await withDatabaseAway(() => browser.get(callback))), `/sign-in?problem=${problem}`)
      const logged = server.logLines.filter(({ msg }) => /^a sign-in/.test(String(msg))).at(-1)
      assert.equal(logged?.level, problem === 'failed' ? 50 : 40)
    })
  }
})
