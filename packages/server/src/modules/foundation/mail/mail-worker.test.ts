import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { recordingLog } from '@portico/testing/logs.ts'
import { outgoingHere } from '@portico/testing/outgoing-here.ts'
import { testClock } from '@portico/testing/server.ts'
import { startSmtpServer, type TestSmtpServer, testSmtpOptions } from '@portico/testing/smtp.ts'
import { testConfig } from '@portico/testing/test-config.ts'
import { until } from '@portico/testing/until.ts'
import { testVault } from '@portico/testing/vault.ts'
import { pino } from 'pino'
import { newKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { systemPrincipal } from '../permissions/principal.ts'
import { deleteOldMails } from './delete-old-mails.ts'
import { enqueueMail } from './enqueue-mail.ts'
import { getMail } from './get-mail.ts'
import type { MailRequest } from './mail.ts'
import { createMailWorker } from './mail-worker.ts'
import { createPendingSettingsNotices } from './pending-settings-notices.ts'
import { replaceMailSettings } from './replace-mail-settings.ts'

const code = '493817'
const to = { address: 'ada@example.com', name: 'Ada Lovelace' }
const reset: MailRequest = {
  kind: 'password-reset',
  to,
  values: {
    code,
    link: 'https://id.example.com/forgotten-password#token=a',
    expiresAt: '2026-11-23T15:30:00.000Z',
    by: null,
  },
}
const minute = 60_000

onBothEngines('Sending the outbox', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  const vault = testVault()
  const logged: Record<string, unknown>[] = []
  const log = recordingLog(logged)
  let db: Db
  const outgoing = outgoingHere(testConfig())
  let directory: Directory
  let smtp: TestSmtpServer

  const environment = (hasServer = true) => ({
    db,
    clock,
    vault,
    log,
    administratorRecipients: async () => [],
    pendingSettingsNotices: createPendingSettingsNotices({ log }),
    outgoing,
    config: testConfig({
      smtpAllowedNetworks: ['127.0.0.0/8', '::1'],
      smtp: hasServer
        ? {
            host: 'localhost',
            port: smtp.port,
            security: 'starttls',
            username: 'portico',
            password: 'right password',
            from: { name: 'Portico', address: 'portico@example.com' },
          }
        : undefined,
    }),
  })
  const worker = (hasServer = true, sendMilliseconds = 60_000) =>
    createMailWorker({ ...environment(hasServer), smtpOptions: { ...testSmtpOptions, sendMilliseconds } })
  const enqueue = (hasServer = true, organizationKey = directory.organizationKey): Promise<string> =>
    enqueueMail(environment(hasServer), organizationKey, reset)
  const row = (key: string) => db.selectFrom('mails').selectAll().where('key', '=', key).executeTakeFirstOrThrow()

  before(async () => {
    db = (await open()).db
    smtp = await startSmtpServer()
  })

  beforeEach(async () => {
    await db.deleteFrom('mails').execute()
    directory = await createDirectory(db, clock)
    smtp.mails.length = 0
    logged.length = 0
  })

  test('sends it encrypted and signed in, and erases what it said', async () => {
    const key = await enqueue()
    const waiting = await row(key)
    assert.equal(waiting.status, 'waiting')
    assert.ok(!JSON.stringify(waiting).includes(code), 'a code is not readable in the table')
    await worker().drain()
    const [mail] = smtp.mails
    assert.ok(mail)
    assert.deepEqual([mail.from, mail.to], ['portico@example.com', ['ada@example.com']])
    assert.deepEqual([mail.secure, mail.user], [true, 'portico'])
    assert.equal(mail.header('message-id'), `<${key}@example.com>`)
    assert.equal(mail.header('to'), 'ada@example.com')
    assert.equal(mail.header('from'), 'Portico <portico@example.com>')
    assert.equal(mail.header('date'), 'Mon, 23 Nov 2026 15:00:00 +0000')
    assert.equal(mail.header('auto-submitted'), 'auto-generated')
    for (const type of ['text/plain', 'text/html'] as const) {
      assert.ok(mail.part(type).includes(code), type)
      assert.ok(mail.part(type).includes('23 November 2026, 15:30 UTC'), type)
    }
    const { status, content_encrypted, sent_at, error, claimed_by } = await row(key)
    assert.deepEqual([status, content_encrypted, error, claimed_by], ['sent', null, null, null])
    assert.equal(sent_at, '2026-11-23T15:00:00.000Z')
  })

  test('uses one connection for all that is due', async () => {
    const before = smtp.connections
    for (let n = 0; n < 5; n++) await enqueue()
    await worker().drain()
    assert.equal(smtp.mails.length, 5)
    assert.equal(smtp.connections - before, 1)
  })

  test('is sent once, however many nodes try at once', async () => {
    const keys: string[] = []
    for (let n = 0; n < 20; n++) keys.push(await enqueue())
    await Promise.all([worker(), worker(), worker()].map((one) => one.drain()))
    assert.deepEqual(
      smtp.mails.map((mail) => mail.header('message-id')).sort(),
      keys
        .map((key) => `<${key}@example.com>`)
        .sort()
        .sort(),
    )
  })

  test('is tried again after 1, 5, 15 and 60 minutes while the server says later', async () => {
    const later = { code: 451, text: 'Greylisted, please try again later' }
    smtp.recipients.push(later, later, later, later)
    const key = await enqueue()
    const mailWorker = worker()
    for (const [attempts, delay] of [1, 5, 15, 60].entries()) {
      await mailWorker.drain()
      const { next_attempt_at, error, attempts: counted } = await row(key)
      assert.equal(counted, attempts + 1)
      assert.equal(next_attempt_at, new Date(clock.now() + delay * minute).toISOString())
      assert.match(error ?? '', /refuses the recipient. It answered: 451 Greylisted/)
      clock.advance(delay * minute - 1)
      await mailWorker.drain()
      assert.equal((await row(key)).attempts, attempts + 1, 'not before its time')
      clock.advance(1)
    }
    await mailWorker.drain()
    assert.equal((await row(key)).status, 'sent')
    assert.equal(smtp.mails.length, 1)
  })

  test('goes out at once where it was delayed before a clock was set back', async () => {
    const ahead = 365 * 24 * 60 * minute
    clock.advance(ahead)
    smtp.recipients.push({ code: 451, text: 'Greylisted, please try again later' })
    const delayed = await enqueue()
    await worker().drain()
    const waiting = await enqueue()
    clock.advance(-ahead)
    await worker().drain()
    assert.deepEqual([(await row(delayed)).status, (await row(waiting)).status], ['sent', 'sent'])
  })

  test('fails at once where the server refuses the recipient for good, and the others go out', async () => {
    smtp.recipients.push({ code: 550, text: 'No such user here' })
    const refused = await enqueue()
    clock.advance(1)
    const other = await enqueue()
    await worker().drain()
    const { status, error, content_encrypted } = await row(refused)
    assert.equal(status, 'failed')
    assert.match(error ?? '', /550 No such user here/)
    assert.equal(content_encrypted, null)
    assert.equal((await row(other)).status, 'sent')
    assert.deepEqual(
      logged.map(({ level }) => level),
      [pino.levels.values.warn],
    )
    assert.ok(!JSON.stringify(logged).includes(code))
  })

  test('fails at once where the server refuses the message for good', async () => {
    smtp.messages.push({ code: 554, text: 'Spam' })
    const key = await enqueue()
    await worker().drain()
    assert.equal((await row(key)).status, 'failed')
  })

  test('waits where the server refuses the sender, and goes out once the settings are mended', async () => {
    const strict = await startSmtpServer({
      onMailFrom: ({ address }, _session, done) =>
        address === 'right@example.com'
          ? done()
          : done(Object.assign(new Error('Not your address'), { responseCode: 553 })),
    })
    const manager = systemPrincipal(directory.organizationKey, 'test')
    const mailWorker = worker()
    const settings = { host: 'localhost', port: strict.port, security: 'none' } as const
    await replaceMailSettings(environment(), manager, { ...settings, fromAddress: 'wrong@example.com' })
    const key = await enqueue()
    await mailWorker.drain()
    const { status, error } = await row(key)
    assert.equal(status, 'waiting')
    assert.match(error ?? '', /refuses the sender. It answered: 553 Not your address/)
    await replaceMailSettings(environment(), manager, { ...settings, fromAddress: 'right@example.com' })
    await mailWorker.drain()
    assert.equal((await row(key)).status, 'sent')
    assert.equal(strict.mails.length, 1)
  })

  test('is given up after a day', async () => {
    const key = await enqueue()
    const mailWorker = worker()
    smtp.recipients.push(...Array.from({ length: 40 }, () => ({ code: 450, text: 'Busy' })))
    const began = clock.now()
    while ((await row(key)).status === 'waiting') {
      await mailWorker.drain()
      const { next_attempt_at } = await row(key)
      if (next_attempt_at) clock.advance(Date.parse(next_attempt_at) - clock.now())
    }
    smtp.recipients.length = 0
    const hours = (clock.now() - began) / (60 * minute)
    assert.ok(hours > 20 && hours <= 24, `${hours} hours`)
    const { status, content_encrypted, attempts } = await row(key)
    assert.deepEqual([status, content_encrypted], ['failed', null])
    assert.ok(attempts > 10 && attempts < 20, `${attempts} attempts`)
  })

  test('goes out again, with the same Message-ID, where the connection drops in the middle', async () => {
    smtp.messages.push('drop')
    const key = await enqueue()
    clock.advance(1)
    const other = await enqueue()
    const mailWorker = worker()
    await mailWorker.drain()
    assert.equal(smtp.mails.length, 0)
    assert.deepEqual([(await row(key)).status, (await row(other)).attempts], ['waiting', 0])
    clock.advance(minute)
    await mailWorker.drain()
    assert.deepEqual(smtp.mails.map((mail) => mail.header('message-id')).sort(), [
      `<${key}@example.com>`,
      `<${other}@example.com>`,
    ])
  })

  test('of a node that died is sent by another one, after a while and with the same Message-ID', async () => {
    const key = await enqueue()
    // What a claim leaves behind.
    const until = new Date(clock.now() + 2 * minute).toISOString()
    const claimed_by = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
    const claim = { claimed_by, next_attempt_at: until, attempts: 1 }
    await db.updateTable('mails').set(claim).where('key', '=', key).execute()
    await worker().drain()
    assert.equal(smtp.mails.length, 0)
    clock.advance(2 * minute)
    await worker().drain()
    assert.equal(smtp.mails[0]?.header('message-id'), `<${key}@example.com>`)
    assert.deepEqual([(await row(key)).status, (await row(key)).attempts], ['sent', 2])
  })

  test('goes out while the server of another organization cannot be reached', async () => {
    const away = await createDirectory(db, clock)
    const manager = systemPrincipal(away.organizationKey, 'test')
    const mailWorker = worker()
    const { port } = await startSmtpServer().then(async (closed) => {
      await closed.close()
      return closed
    })
    await replaceMailSettings(environment(), manager, {
      host: 'localhost',
      port,
      security: 'none',
      fromAddress: 'away@example.com',
    })
    const stuck = await enqueue(true, away.organizationKey)
    const key = await enqueue()
    await mailWorker.drain()
    assert.equal((await row(key)).status, 'sent')
    assert.match((await row(stuck)).error ?? '', /^The server localhost:\d+ cannot be reached\.$/)
  })

  test('is kept where there is no server: readable in the log, and not sent by one that is set later', async () => {
    const mailWorker = worker(false)
    const key = await enqueue(false)
    assert.equal(logged.length, 1)
    assert.match(JSON.stringify(logged), new RegExp(`ada@example.com.*${code}`))
    await mailWorker.drain()
    await worker().drain()
    const { status, content_encrypted } = await row(key)
    assert.equal(status, 'kept')
    assert.ok(content_encrypted && !content_encrypted.includes(code))
    assert.equal(smtp.mails.length, 0)
    const reader = systemPrincipal(directory.organizationKey, 'test')
    assert.ok((await getMail(environment(), reader, key)).text?.includes(code))
  })

  test('is kept as well where the settings went before it was sent', async () => {
    const key = await enqueue()
    await worker(false).drain()
    assert.equal((await row(key)).status, 'kept')
    assert.match(JSON.stringify(logged), new RegExp(code))
  })

  test('is not sent where what it is about was not stored', async () => {
    const mailWorker = worker(false)
    const failing = transaction(environment(false), async (parts) => {
      await enqueueMail(parts, directory.organizationKey, reset)
      throw new Error('something else')
    })
    await assert.rejects(failing, /something else/)
    await mailWorker.drain()
    assert.deepEqual([logged, await db.selectFrom('mails').select('key').execute()], [[], []])
  })

  test('goes by itself where the worker runs, and stops in the middle of much', async () => {
    const running = worker()
    running.start()
    for (let n = 0; n < 10; n++) await enqueue()
    await running.stop()
    await worker().drain()
    assert.equal(smtp.mails.length, 10)
  })

  test('waits for no server longer than sending may take', async () => {
    smtp.messages.push('stall')
    const key = await enqueue()
    await worker(true, 500).drain()
    const { status, error } = await row(key)
    assert.equal(status, 'waiting')
    assert.match(error ?? '', /^The server of this deployment cannot be reached\.$/)
  })

  test('is broken off where the process has to stop, and goes out later', async () => {
    smtp.messages.push('stall')
    const key = await enqueue()
    const mailWorker = worker()
    mailWorker.start()
    await until(() => smtp.messages.length === 0, 5_000)
    const began = performance.now()
    await mailWorker.stop({ graceMilliseconds: 100 })
    assert.ok(performance.now() - began < 3_000)
    assert.equal((await row(key)).claimed_by, null)
    clock.advance(minute)
    await worker().drain()
    assert.equal((await row(key)).status, 'sent')
    // The server had accepted it, but its answer was lost.
    const id = `<${key}@example.com>`
    assert.deepEqual(
      smtp.mails.map((mail) => mail.header('message-id')),
      [id, id],
    )
  })

  test('is deleted after 30 days', async () => {
    const { signal } = new AbortController()
    const key = await enqueue()
    const mailWorker = worker()
    await mailWorker.drain()
    clock.advance(30 * 24 * 60 * minute)
    await deleteOldMails({ db, clock }, signal)
    assert.equal((await row(key)).key, key)
    clock.advance(1)
    await deleteOldMails({ db, clock }, signal)
    assert.deepEqual(await db.selectFrom('mails').select('key').execute(), [])
  })

  test('is left to the next start where a server stops while it deletes old ones', async () => {
    const mail = await row(await enqueue())
    const more = Array.from({ length: 200 }, () => ({ ...mail, key: newKey(clock.now()) }))
    await db.insertInto('mails').values(more).execute()
    clock.advance(30 * 24 * 60 * minute + 1)
    await assert.rejects(deleteOldMails({ db, clock }, AbortSignal.abort()), { name: 'AbortError' })
    assert.equal((await db.selectFrom('mails').select('key').execute()).length, 1)
  })
})
