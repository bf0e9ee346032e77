import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { after, describe, test } from 'node:test'
import { outgoingHere } from '@portico/testing/outgoing-here.ts'
import { startSmtpServer, testSmtpOptions } from '@portico/testing/smtp.ts'
import { testConfig } from '@portico/testing/test-config.ts'
import { createMailer } from './mailer.ts'
import type { SmtpFailure } from './smtp-failure.ts'

const parts = { outgoing: outgoingHere(testConfig()) }

describe('Mail to addresses with other letters than ASCII’s', () => {
  const send = async (port: number, to: string, from = 'portico@example.com'): Promise<string> => {
    const server = { host: 'localhost', port, security: 'starttls', username: null, password: null } as const
    const sender = { name: null, address: from }
    const mailer = createMailer(parts, 'o', { ...server, from: sender }, testSmtpOptions)
    const id = { organizationKey: 'o', key: 'k' }
    const content = { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' }
    return mailer
      .send({ id, to: { address: to, name: null }, createdAt: '2026-11-28T09:00:00.000Z', ...content })
      .finally(() => mailer.close())
  }
  const olderServer = () => {
    const said: string[] = []
    const logger = { level() {}, trace() {}, info() {}, warn() {}, error() {}, fatal() {} }
    const debug = (...parts: unknown[]): void => void said.push(JSON.stringify(parts))
    return startSmtpServer({ hideSMTPUTF8: true, logger: { ...logger, debug } as never }).then((smtp) => ({
      smtp,
      said,
    }))
  }

  test('goes to every server where it is the domain that has them', async () => {
    const { smtp, said } = await olderServer()
    for (const to of [
      'ada@Mönchengladbach.example',
      'ada@xn--mnchengladbach-vpb.example',
      'ada@mönchengladbach。example',
    ])
      await send(smtp.port, to, 'portico@日本.example')
    for (const mail of smtp.mails) {
      assert.equal(mail.header('to'), 'ada@xn--mnchengladbach-vpb.example')
      assert.equal(mail.header('from'), 'portico@xn--wgv71a.example')
      assert.equal(mail.header('message-id'), '<k@xn--wgv71a.example>')
    }
    assert.equal(smtp.mails.length, 3)
    const envelope = said.filter((line) => /RCPT TO|MAIL FROM/.test(line))
    assert.ok(envelope.length >= 6)
    for (const line of envelope) assert.match(line, /^[ -~]*$/)
  })

  test('fails for good at a server that does not take such recipients, which never learns of it', async () => {
    const { smtp, said } = await olderServer()
    await assert.rejects(send(smtp.port, 'zoë@example.com'), (failure: SmtpFailure) => {
      assert.deepEqual([failure.isPermanent, failure.concernsServer], [true, false])
      assert.equal(failure.problem, 'smtp_recipient_refused')
      assert.match(failure.message, /takes no address with letters outside of ASCII before the @/)
      return true
    })
    assert.ok(!said.some((line) => /MAIL FROM|RCPT TO/.test(line)))
    assert.equal(smtp.mails.length, 0)
  })

  test('waits where it is the sender', async () => {
    const { smtp } = await olderServer()
    await assert.rejects(send(smtp.port, 'ada@example.com', 'пост@example.com'), (failure: SmtpFailure) => {
      assert.deepEqual([failure.isPermanent, failure.concernsServer], [false, true])
      return true
    })
  })

  test('goes to a server that takes them', async () => {
    const smtp = await startSmtpServer()
    await send(smtp.port, '用户@bücher.example')
    assert.deepEqual(
      smtp.mails.map(({ to }) => to),
      [['用户@bücher.example']],
    )
  })

  test('is tried again where the server is away', async () => {
    const smtp = await startSmtpServer()
    await smtp.close()
    await assert.rejects(send(smtp.port, 'zoë@example.com'), (failure: SmtpFailure) => {
      assert.deepEqual([failure.problem, failure.isPermanent], ['smtp_unreachable', false])
      return true
    })
  })
})

describe('A mail server that means harm', () => {
  const servers: Server[] = []
  after(() => {
    for (const server of servers) server.close()
  })
  const greetedWith = async (said: string): Promise<SmtpFailure> => {
    const server = createServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .write(said),
    )
    servers.push(server)
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as AddressInfo
    const address = { host: '127.0.0.1', port, security: 'none', username: null, password: null } as const
    const from = { name: null, address: 'portico@example.com' }
    const mailer = createMailer(parts, 'o', { ...address, from }, { ...testSmtpOptions, sendMilliseconds: 1_000 })
    const content = { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' }
    const mail = { id: { organizationKey: 'o', key: 'k' }, to: { address: 'ada@example.com', name: null }, ...content }
    try {
      await mailer.send({ ...mail, createdAt: '2026-11-28T09:00:00.000Z' })
    } catch (failure) {
      return failure as SmtpFailure
    } finally {
      mailer.close()
    }
    throw new Error('the mail was sent')
  }

  test('gets no further with blank lines, with answers to what nobody asked, or with one that is too long', async () => {
    for (const said of [
      '\n'.repeat(1_000),
      ' \r\n'.repeat(1_000),
      `220${' x\r\n220'.repeat(1_000)}`,
      '220-x\r\n'.repeat(3_000),
    ]) {
      const { problem, reason } = await greetedWith(said)
      assert.deepEqual(
        [problem, reason.replace(/^.*: /, '')],
        ['smtp_unreachable', 'EPROTOCOL Server response exceeds maximum allowed size'],
      )
    }
  })
})
