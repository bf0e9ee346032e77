import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
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
