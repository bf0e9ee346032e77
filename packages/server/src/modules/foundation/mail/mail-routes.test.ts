import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:net'
import { before, beforeEach, describe, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { changingNothing, contentsOf } from '@portico/testing/contents.ts'
import { anyEngine, onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { startSmtpServer, type TestSmtpServer } from '@portico/testing/smtp.ts'
import { catalogue } from '../../../problems/catalogue.ts'
import type { Problem } from '../../../problems/problem.ts'
import { listAuditEntries } from '../audit/list-audit-entries.ts'
import { permissions } from '../permissions/permission-catalogue.ts'
import { sendTestMail } from './send-test-mail.ts'

const path = '/api/management/v1/mail-settings'
const mails = '/api/management/v1/mails'
const overview = '/api/management/v1/overview'
const none = {
  host: null,
  port: null,
  security: null,
  username: null,
  hasPassword: false,
  updatedAt: null,
  workedAt: null,
}

/** Listens, and sends this to every connection. */
async function startListener(greeting: string): Promise<number> {
  const server: Server = createServer((socket) => socket.on('error', () => {}).end(greeting))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterFile(() => new Promise((closed) => server.close(() => closed())))
  return (server.address() as { port: number }).port
}

onBothEngines(path, (engine) => {
  let server: TestServer
  let smtp: TestSmtpServer
  let token: string
  let settings: { host: string; port: number; security: string; fromAddress: string }
  const request = (method: string, body?: unknown, at = path): Promise<Received> =>
    send(server.url, method, at, { token, ...(body === undefined ? {} : { body }) })
  const write = async (more: object = {}): Promise<void> => {
    const { status, text } = await request('PUT', { ...settings, ...more })
    assert.equal(status, 204, text)
  }
  const sendTest = (to = 'ada@example.com') => request('POST', { to }, `${path}/test`)
  const contents = async (): Promise<string> =>
    JSON.stringify([await contentsOf(server.context.database.db), server.logLines])

  before(async () => {
    server = await startTestServer({ engine })
    smtp = await startSmtpServer()
    token = (
      await server.caller(...permissions.filter(({ controlsAccess }) => controlsAccess).map(({ fullName }) => fullName))
    ).token
  })

  beforeEach(async () => {
    await request('DELETE')
    smtp.mails.length = 0
    settings = { host: '127.0.0.1', port: smtp.port, security: 'none', fromAddress: 'portico@example.com' }
  })

  test('says that mail is kept where there is no server', async () => {
    assert.deepEqual((await request('GET')).body, { source: 'none', ...none, fromName: null, fromAddress: null })
  })

  test('is what was written, without the password, which is encrypted and masked', async () => {
    const password = 'ePAuvYQ8mQ2'
    await write({ security: 'starttls', username: 'portico', password, fromName: 'Portico' })
    const { body, text } = await request('GET')
    const { updatedAt, ...rest } = body
    assert.ok(Date.parse(updatedAt))
    assert.deepEqual(rest, {
      source: 'organization',
      ...settings,
      security: 'starttls',
      username: 'portico',
      hasPassword: true,
      fromName: 'Portico',
      workedAt: null,
    })
    assert.ok(!text.includes(password))
    assert.ok(!(await contents()).includes(password), 'the password stands nowhere')
    const entries = (await listAuditEntries(server.context, server.system, { limit: 1 })).results
    assert.deepEqual(
      entries.map(({ action, newValues }) => [action, newValues?.password, newValues?.hasPassword]),
      [['mail-settings.updated', '***', true]],
    )
    await request('DELETE')
    assert.equal((await request('GET')).body.source, 'none')
    assert.equal(
      (await listAuditEntries(server.context, server.system, { limit: 1 })).results[0]?.action,
      'mail-settings.deleted',
    )
  })

  test('keeps the password for the same server only, so that it cannot be sent elsewhere', async () => {
    const same = { security: 'starttls', username: 'portico' }
    await write({ ...same, password: 'right password' })
    await write({ ...same, fromName: 'Renamed' })
    assert.equal((await request('GET')).body.hasPassword, true)
    for (const more of [
      { host: 'localhost' },
      { port: 587 },
      { security: 'tls' },
      { username: 'other' },
      { password: null },
    ]) {
      const answer = await changingNothing(server, () => request('PUT', { ...settings, ...same, ...more }))
      assertProblem(answer, 'mail_settings_invalid', 'password')
    }
    await write()
    assert.equal((await request('GET')).body.hasPassword, false)
  })

  test('refuses what cannot be an SMTP server of the organization, and what would let passwords be read', async () => {
    for (const [more, ...says] of [
      [{ host: 'http://x' }, 'host'],
      [{ host: 'x:25' }, 'host'],
      [{ host: 'x\r\nMAIL FROM:<a@b>' }, 'host'],
      [{ host: '169.254.169.254' }, 'host', '--smtp-allowed-networks'],
      [{ host: '10.1.2.3' }, 'host'],
      [{ host: '2852039166' }, 'host'],
      [{ host: '127.1' }, 'host'],
      [{ host: '0x7f.0.0.1.' }, 'host'],
      [{ host: '64:ff9b::7f00:1' }, 'host'],
      [{ host: 'fe80::1%eth0' }, 'host'],
      [{ host: '::ffff:169.254.169.254' }, 'host'],
      [{ host: 'fe80::1' }, 'host'],
      [{ host: '0.0.0.0' }, 'host'],
      [{ host: '224.0.0.1' }, 'host'],
      [{ port: 22 }, 'port'],
      [{ port: 80 }, 'port'],
      [{ username: 'u', password: 'p' }, 'security'],
      [{ password: 'p' }, 'password'],
      [{ fromAddress: 'a@b, c@d' }, 'fromAddress'],
      [{ fromAddress: 'a@b\r\nBcc: c@d' }, 'fromAddress'],
    ] as [object, ...string[]][]) {
      const answer = await changingNothing(server, () => request('PUT', { ...settings, ...more }))
      assertProblem(answer, 'mail_settings_invalid', ...says)
    }
    const answer = await request('PUT', { ...settings, fromName: 'A\r\nBcc: x@y.example' })
    assertProblem(answer, 'invalid_body', 'fromName')
  })

  test('sends a test message at once and tells the answer; its record tells no more than that', async () => {
    await write({ fromName: 'Portico' })
    const worked = async () => {
      const steps: { name: string; isDone: boolean }[] = (await request('GET', undefined, overview)).body.firstSteps
      const { workedAt } = (await request('GET')).body
      assert.equal(steps.find(({ name }) => name === 'Mail')?.isDone, workedAt !== null)
      return workedAt
    }
    assert.equal(await worked(), null)
    const { status, body, text } = await sendTest()
    assert.equal(status, 200, text)
    assert.equal(body.status, 'sent')
    assert.match(body.answer, /^250/)
    assert.equal(smtp.mails.length, 1)
    assert.equal(smtp.mails[0]?.header('from'), 'Portico <portico@example.com>')
    const { body: mail } = await request('GET', undefined, `${mails}/${body.key}`)
    assert.deepEqual([mail.status, mail.kind, mail.text, mail.html], ['sent', 'test', null, null])
    // What was sent shows that these settings work, and no others.
    assert.ok(Date.parse(await worked()))
    await write({ fromName: 'Renamed' })
    assert.equal(await worked(), null)
  })

  test('keeps the test message where there is no server, to be read by who may do everything', async () => {
    const { body } = await sendTest()
    assert.deepEqual([body.status, body.answer], ['kept', null])
    const { body: mail } = await request('GET', undefined, `${mails}/${body.key}`)
    assert.match(mail.text, /this message has arrived/)
    assert.match(mail.html, /^<!doctype html>/)
    const { call } = await server.caller('Configuration management > Manage Email configurations')
    const refused = await call<{ detail: string }>('GET', `${mails}/${body.key}`)
    assert.equal(refused.status, 403)
    assert.match(refused.body.detail, /Organization management > Manage organization/)
    const listed = await call<{ results: { key: string }[] }>('GET', `${mails}?status=kept&kind=test&limit=1`)
    assert.equal(listed.body.results[0]?.key, body.key)
    assert.ok(!JSON.stringify(listed.body).includes('has arrived'))
    const headers = { 'portico-language': 'pt' }
    const answered = await send(server.url, 'POST', `${path}/test`, { token, headers, body: { to: 'ada@example.com' } })
    const { body: other } = await request('GET', undefined, `${mails}/${answered.body.key}`)
    assert.match(other.subject, /^Mensagem de teste/, 'in the language of the page')
  })

  test('sends 50 test messages in an hour, and no more', async () => {
    const limited = await startTestServer({ engine })
    const parts = limited.context
    const first = await sendTestMail(parts, limited.system, { to: 'ada@example.com' })
    const { db } = parts.database
    const row = await db.selectFrom('mails').selectAll().where('key', '=', first.key).executeTakeFirstOrThrow()
    const earlier = Array.from({ length: 48 }, () => ({ ...row, key: crypto.randomUUID() }))
    const before = { ...row, key: crypto.randomUUID(), created_at: '2026-01-01T00:00:00.000Z' }
    // Before a clock was set back
    const aheadOfTime = { ...row, key: crypto.randomUUID(), created_at: '2999-01-01T00:00:00.000Z' }
    await db
      .insertInto('mails')
      .values([...earlier, before, aheadOfTime])
      .execute()
    // At the same time: none of them may count before another one is stored.
    const sends = Array.from({ length: 6 }, () => sendTestMail(parts, limited.system, { to: 'ada@example.com' }))
    const problems = (await Promise.allSettled(sends)).flatMap((sent) =>
      sent.status === 'rejected' ? [(sent.reason as Problem).problem] : [],
    )
    assert.deepEqual(
      problems,
      Array.from({ length: 5 }, () => 'test_mails_limited'),
    )
  })

  test('tells whoever names a server the kind of a failure only, and nothing of the network', async () => {
    const closed = await startSmtpServer()
    await closed.close()
    const banner = await startListener('SSH-2.0-OpenSSH_9.9 internal-host-7\r\n')
    const elsewhere = { ...server.context, config: { ...server.context.config, smtpAllowedNetworks: [] } }
    const unreachable: [object, Partial<typeof server.context>][] = [
      [{ host: 'smtp.nowhere.invalid' }, {}],
      [{ port: closed.port }, {}],
      [{ port: banner }, {}],
      [{ host: 'localhost' }, elsewhere],
    ]
    const answers: string[] = []
    for (const [more, parts] of unreachable) {
      await write(more)
      const began = performance.now()
      const test = sendTestMail({ ...server.context, ...parts, unreachableMilliseconds: 500 }, server.system, {
        to: 'a@b.example',
      })
      await assert.rejects(test, (error: Problem) => {
        answers.push(`${error.problem} ${error.message.replace(/server \S+/, 'server x')}`)
        return true
      })
      const milliseconds = performance.now() - began
      // What is looked up, connected to or waited for takes 10 s otherwise.
      assert.ok(milliseconds > 490 && milliseconds < 3_000, `${JSON.stringify(more)}: ${milliseconds} ms`)
    }
    assert.deepEqual(new Set(answers), new Set(['smtp_unreachable The server x cannot be reached.']))
    const log = JSON.stringify(server.logLines)
    for (const says of ['smtp.nowhere.invalid', 'ECONNREFUSED', 'which is not a public address'])
      assert.ok(log.includes(says), says)
  })

  test('says what failed: encryption, the sign-in, the sender, the recipient', async () => {
    const tlsFailures = new Set<string>()
    const plain = await startSmtpServer({ disabledCommands: ['STARTTLS'] })
    // The certificate signs itself, STARTTLS is missing, and what answers does not speak TLS.
    for (const more of [
      { host: 'localhost' },
      { host: 'localhost', port: plain.port },
      { host: 'localhost', security: 'tls' },
    ]) {
      await write({ security: 'starttls', ...more })
      const refused = await sendTest()
      assertProblem(refused, 'smtp_tls_failed', 'localhost')
      tlsFailures.add(refused.body.detail.replace(/\d+/, ''))
    }
    assert.equal(tlsFailures.size, 1)
    assert.doesNotMatch([...tlsFailures].join(), /self|SSL|openssl|routines|STARTTLS/i)
    const closedShop = await startSmtpServer({ authOptional: false })
    await write({ port: closedShop.port })
    assertProblem(await sendTest(), 'smtp_sign_in_refused', '530')
    smtp.recipients.push({ code: 550, text: 'No such user here' })
    await write()
    assertProblem(await sendTest(), 'smtp_recipient_refused', '550 No such user here')
    smtp.messages.push({ code: 554, text: 'Looks like spam' })
    assertProblem(await sendTest(), 'smtp_refused', '554 Looks like spam')
    assertProblem(await sendTest('nobody'), 'mail_settings_invalid', 'to')
    assert.deepEqual(smtp.mails, [])
    const { results } = (await request('GET', undefined, `${mails}?status=failed&limit=1`)).body
    assert.match(results[0].error, /554 Looks like spam/)
    assert.equal(results[0].errorCode, catalogue.smtp_refused.code)
  })
})

describe('The SMTP server of the deployment', () => {
  test('sends for organizations that have none, and is not shown to them', async () => {
    const smtp = await startSmtpServer()
    const server = await startTestServer({
      engine: anyEngine,
      environment: {
        PORTICO_SMTP_URL: `smtp://127.0.0.1:${smtp.port}?security=none`,
        PORTICO_MAIL_FROM: 'The Portico <portico@example.com>',
      },
    })
    const { call } = await server.caller('Configuration management > Manage Email configurations')
    assert.deepEqual((await call('GET', path)).body, {
      source: 'deployment',
      ...none,
      fromName: 'The Portico',
      fromAddress: 'portico@example.com',
    })
    const { body } = await call<{ status: string }>('POST', `${path}/test`, { to: 'ada@example.com' })
    assert.equal(body.status, 'sent')
    assert.equal(smtp.mails[0]?.header('from'), 'The Portico <portico@example.com>')
  })
})
