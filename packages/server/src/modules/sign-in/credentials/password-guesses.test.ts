import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { recordingLog } from '@portico/testing/logs.ts'
import { createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { threadTime } from '@portico/testing/thread-time.ts'
import { createPasswordGuesses, type PasswordGuesses } from './password-guesses.ts'
import { hashPassword } from './store-password.ts'

const ada = { member: 'ada' }

/** Threads that run this code instead of judging: the first one the first, all later ones the last. */
function threadsOf(codes: string[], { idleTime = 60_000 } = {}) {
  const started: Worker[] = []
  const lines: Record<string, unknown>[] = []
  const guesses = createPasswordGuesses({
    inThread: true,
    log: recordingLog(lines),
    idleTime,
    start() {
      const worker = new Worker(codes[started.length] ?? codes.at(-1) ?? '', { eval: true, stderr: true })
      started.push(worker)
      return worker
    },
  })
  const judge = async (password: string): Promise<boolean> => {
    let outcome: boolean | undefined
    await guesses.inTurn(ada, async (isGuessable) => {
      outcome = await isGuessable(password)
    })
    assert.ok(outcome !== undefined)
    return outcome
  }
  return { guesses, judge, started, lines }
}

const on = (code: string, onStart = 'parentPort.postMessage({ ready: true })'): string => `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ password }) => { ${code} })
  ${onStart}`
const judges = on(`parentPort.postMessage({ isGuessable: password.startsWith('weak') })`)
const throws = on(`throw new Error('broken')`)
const exits = on(`process.exit(7)`)
/** Is ready once the test sends it anything. */
const waits = `
  const { parentPort } = require('node:worker_threads')
  parentPort.once('message', () => { ${judges} })`
const fails = on(`parentPort.postMessage({ failure: 'RangeError' })`)

/** What this thread takes for forty passwords: it has other work. */
async function timeToJudge({ guesses }: { guesses: PasswordGuesses }): Promise<number> {
  let milliseconds = 0
  await guesses.inTurn(ada, async (isGuessable) => {
    milliseconds = await threadTime(async () => {
      for (let count = 0; count < 40; count++) assert.equal(await isGuessable(`${count}-8203947561029384756`), false)
    }, 3)
  })
  return milliseconds
}

describe('the thread that judges passwords', () => {
  test('judges by the rules, with what is known of the user, off the main thread', async () => {
    const server = await startTestServer({ engine: 'sqlite', guessesInThread: true })
    const { context, organizationKey } = server
    const { key, email } = await createPasswordUser(server, { password: null })
    const user = { key, name: 'Grace Murray', email }
    const hash = (password: string) => hashPassword(context, organizationKey, user, password, { member: key })
    const alone = await startTestServer({ engine: 'sqlite' })
    const [beside, itself] = [await timeToJudge(context), await timeToJudge(alone.context)]
    assert.ok(beside < itself / 2, `${beside} µs beside the thread, ${itself} without it`)
    assert.match((await hash(goodPassword)).hash, /^\$argon2id/)
    assert.match((await refusalOf(hash('MonkeyDragon1'))).message, /try first/)
    assert.match((await refusalOf(hash('GraceMurray-88'))).message, /made of the name/)
  })

  test('starts with the first password, serves one after the other, and ends once it is idle', async () => {
    const { guesses, judge, started } = threadsOf([judges], { idleTime: 200 })
    assert.equal(started.length, 0)
    const all = await Promise.all(['weak 1', 'strong', 'weak 2'].map(judge))
    assert.deepEqual(all, [true, false, true])
    assert.equal(started.length, 1)
    while (started[0]?.threadId !== -1) await setTimeout(20)
    assert.equal(await judge('weak 3'), true)
    assert.equal(started.length, 2)
    await guesses.close()
    assert.equal(started[1]?.threadId, -1)
  })

  for (const [how, code] of Object.entries({ throws, exits, fails })) {
    test(`that ${how} is followed by another one, which judges the same password`, async () => {
      const { guesses, judge, started, lines } = threadsOf([code, judges])
      assert.deepEqual([await judge('weak'), await judge('strong')], [true, false])
      assert.equal(started.length, 2)
      assert.deepEqual(
        lines.map(({ level, msg }) => [level, msg]),
        [
          [
            40,
            'the thread that judges new passwords did not answer: another one is started, which judges the same password',
          ],
        ],
      )
      await guesses.close()
    })

    test(`that always ${how} lets no password pass, and none into the log`, async () => {
      const { guesses, judge, started, lines } = threadsOf([code])
      const refused = await refusalOf(judge('Strong-Secret-77'))
      assert.deepEqual([refused.problem, refused.headers['retry-after']], ['sign_in_busy', '3'])
      assert.equal(started.length, 2)
      assert.equal(lines.length, 2)
      assert.match(String(lines[1]?.msg), /: the password was refused for now/)
      assert.doesNotMatch(JSON.stringify(lines), /Strong-Secret/)
      await refusalOf(judge('Strong-Secret-78'))
      await guesses.close()
    })
  }

  test('has time to start, which takes nothing from that for judging', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const { guesses, judge, started, lines } = threadsOf([waits])
    const judged = judge('weak')
    t.mock.timers.tick(59_999)
    started[0]?.postMessage('go on')
    assert.equal(await judged, true)
    assert.deepEqual([started.length, lines], [1, []])
    await guesses.close()
  })

  test('that does not start in a minute, or judge in ten seconds, is followed by another one', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const late = threadsOf([waits, judges])
    const judgedLate = late.judge('weak')
    t.mock.timers.tick(60_000)
    assert.equal(await judgedLate, true)
    const hanging = threadsOf([judges])
    const judged = hanging.judge('weak')
    const asked = Promise.withResolvers<void>()
    const [first] = hanging.started
    assert.ok(first)
    first.postMessage = () => asked.resolve()
    await asked.promise
    t.mock.timers.tick(10_000)
    assert.equal(await judged, true)
    for (const { guesses, started, lines } of [late, hanging]) {
      assert.equal(started.length, 2)
      assert.match(JSON.stringify(lines), /it took more than (60|10) seconds/)
      await guesses.close()
    }
  })

  test('has a bounded queue', async () => {
    const { guesses, judge } = threadsOf([judges])
    const free = Promise.withResolvers<void>()
    const first = guesses.inTurn(ada, () => free.promise)
    const waiting = Array.from({ length: 40 }, () => judge('strong').catch((error) => error.problem))
    free.resolve()
    await first
    const outcomes = await Promise.all(waiting)
    assert.equal(outcomes.filter((outcome) => outcome === 'sign_in_busy').length, 8)
    assert.equal(outcomes.filter((outcome) => outcome === false).length, 32)
    await guesses.close()
  })
})
