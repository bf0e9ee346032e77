import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type MailRequest, securityChanges } from './mail.ts'
import { readableTime, renderMail } from './render-mail.ts'

const hostile = `Eve visit evil.example, https://evil.example/x www.evil.example a@evil.example. Now! <script>alert(1)</script>"'&\r\nBcc: victim@example.com\u202etxt\u2028line\u0000`
const expiresAt = '2026-02-03T04:05:06.000Z'
const to = { address: 'ada@example.com', name: hostile }

const requests: MailRequest[] = [
  {
    kind: 'invitation',
    to,
    values: {
      link: 'https://id.example.com/invitation?token=a&b="c"',
      code: '123456',
      expiresAt,
    },
  },
  {
    kind: 'password-reset',
    to,
    values: { code: '123456', link: 'https://id.example.com/x#token=a', expiresAt, by: null },
  },
  {
    kind: 'password-reset',
    to,
    values: { code: null, link: 'https://id.example.com/x#token=a', expiresAt, by: hostile },
  },
  {
    kind: 'secret-rotated',
    to,
    values: { clientName: hostile, at: expiresAt, address: null, expiresAt, link: 'https://id.example.com/x' },
  },
  { kind: 'secret-expiry', to, values: { clientName: hostile, expiresAt, link: 'https://id.example.com/x' } },
  {
    kind: 'secret-expiry',
    to,
    values: { of: 'relying-party', clientName: hostile, expiresAt, link: 'https://id.example.com/x' },
  },
  ...securityChanges.map((change): MailRequest => {
    return { kind: 'security-notice', to, values: { change, at: expiresAt, by: hostile, address: '192.0.2.7' } }
  }),
  {
    kind: 'settings-notice',
    to,
    values: { host: 'mail.example.com', at: expiresAt, by: hostile, address: null },
  },
  { kind: 'test', to, values: {} },
]

describe('The texts of mails', () => {
  for (const request of requests) {
    const { subject, text, html } = renderMail(request, hostile)

    test(`${request.kind}: names stay what they are, on one line and in no markup`, () => {
      assert.doesNotMatch(subject, /[\p{Cc}\p{Zl}\p{Zp}\u202e]/u)
      for (const content of [text, html]) {
        assert.doesNotMatch(content, /^Bcc:/m)
        assert.doesNotMatch(content, /[\u202e\u2028]/)
        assert.ok(!content.includes('\u0000') && !content.includes('\r'))
      }
      // Nothing that a mail program makes a link of, and no sentence of somebody else's.
      for (const content of [subject, text, html.replace(/<!doctype|<html|href="[^"]*"/g, '')]) {
        assert.doesNotMatch(content, /evil\.|www\.|@evil|Now!|script(&gt;|>)/i)
      }
      assert.match(text, /^Hello,\n/)
      assert.doesNotMatch(html, /<script|<img|<link|<style|\bon\w+=|url\(|src=/i)
      assert.equal(html.match(/<a /g)?.length ?? 0, 'link' in request.values ? 1 : 0)
    })

    test(`${request.kind}: the subject tells no code, the text and the HTML say the same`, () => {
      if (request.kind === 'test') return
      assert.ok(!subject.includes('123456'))
      for (const content of [text, html]) {
        assert.ok(content.includes('3 February 2026, 04:05 UTC'))
        if ('code' in request.values && request.values.code) assert.ok(content.includes('123456'))
      }
    })
  }

  test('links keep their query, in HTML escaped', () => {
    const [invitation] = requests
    assert.ok(invitation)
    const { text, html } = renderMail(invitation, 'Example')
    assert.ok(text.includes('https://id.example.com/invitation?token=a&b="c"'))
    assert.ok(html.includes('href="https://id.example.com/invitation?token=a&amp;b=&quot;c&quot;"'))
  })

  test('usual names stay what they are', () => {
    for (const name of ['Example', 'Zoë & Søns', "L'Orée-du-Bois, 3", 'مدير المشروع', '株式会社例']) {
      assert.equal(renderMail({ kind: 'test', to, values: {} }, name).subject, `Test message of ${name}`)
    }
    for (const [name, plain] of [
      ['Example Inc.', 'Example Inc'],
      ['example.com', 'example com'],
      ['evil。example', 'evil example'],
      ['W'.repeat(256), `${'W'.repeat(64)}…`],
      ['<>', 'Portico'],
    ]) {
      assert.equal(renderMail({ kind: 'test', to, values: {} }, name ?? '').subject, `Test message of ${plain}`)
    }
  })

  test('times can be taken for no other', () => {
    assert.equal(readableTime('2026-12-31T23:59:00.000Z'), '31 December 2026, 23:59 UTC')
  })
})
