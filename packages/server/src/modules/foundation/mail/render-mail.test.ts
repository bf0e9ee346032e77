import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { type Language, languages } from '../../../config/languages.ts'
import { type MailRequest, securityChanges } from './mail.ts'
import { readableTime, renderMail } from './render-mail.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { pt } from './texts/pt.ts'

const hostile = `Eve visit evil.example, https://evil.example/x www.evil.example a@evil.example. Now! <script>alert(1)</script>"'&\r\nBcc: victim@example.com\u202etxt\u2028line\u0000`
const expiresAt = '2026-02-03T04:05:06.000Z'
const to = { address: 'ada@example.com', name: hostile }
const inLanguage = (request: MailRequest, language: Language): MailRequest => ({ ...request, to: { ...to, language } })

const requests: MailRequest[] = [
  {
    kind: 'invitation',
    to,
    values: {
      link: 'https://id.example.com/invitation?token=a&b="c"',
      code: '123456',
      expiresAt,
      by: hostile,
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
  ...[hostile, null].map((providerName): MailRequest => {
    return { kind: 'certificate-expiry', to, values: { providerName, expiresAt, link: 'https://id.example.com/x' } }
  }),
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
  const all = languages.flatMap((language) => requests.map((request) => ({ language, request })))
  for (const { language, request } of all) {
    const { subject, text, html } = renderMail(inLanguage(request, language), hostile)
    const kind = `${request.kind} (${language})`

    test(`${kind}: names stay what they are, on one line and in no markup`, () => {
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
      assert.match(text, /^(Hello,|Guten Tag!|Olá,)\n/)
      assert.ok(html.startsWith(`<!doctype html>\n<html lang="${language}">`))
      assert.doesNotMatch(html, /<script|<img|<link|<style|\bon\w+=|url\(|src=/i)
      assert.equal(html.match(/<a /g)?.length ?? 0, 'link' in request.values ? 1 : 0)
    })

    test(`${kind}: the subject tells no code, the text and the HTML say the same`, () => {
      if (request.kind === 'test') return
      assert.ok(!subject.includes('123456'))
      for (const content of [text, html]) {
        assert.ok(content.includes(readableTime(expiresAt, language)))
        if ('code' in request.values && request.values.code) assert.ok(content.includes('123456'))
      }
    })
  }

  test('an invitation says who invites, where anything is left of the name', () => {
    const said = (by: string | null, language: 'en' | 'de' | 'pt', code: string | null = '123456'): string => {
      const values = { link: 'https://id.example.com/x', code, expiresAt: code && expiresAt, by }
      const { text, html, subject } = renderMail({ kind: 'invitation', to: { ...to, language }, values }, 'Example')
      const line = text.split('\n').find((one) => one.includes('Example') && one !== subject) ?? ''
      const first = line.slice(0, line.indexOf('Example') + 'Example'.length)
      assert.ok(html.includes(first), html)
      assert.ok(!subject.includes('Ada'))
      return first
    }
    assert.equal(said('Ada Lovelace', 'en'), 'Ada Lovelace has invited you to Example')
    assert.equal(said('Ada Lovelace', 'en', null), 'Ada Lovelace has invited you to Example')
    assert.equal(said('Ada Lovelace', 'de'), 'Ada Lovelace hat Sie zu Example')
    assert.equal(said('Ada Lovelace', 'pt'), 'Recebeu um convite de Ada Lovelace para Example')
    assert.equal(said('Ada\r\nBcc: evil.example <b>', 'en'), 'Ada Bcc evil example b has invited you to Example')
    for (const nobody of [null, '<>', '\r\n']) assert.equal(said(nobody, 'en'), 'You are invited to Example')
  })

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

  test('no text stands outside of the catalogue, and each language has its own', () => {
    const code = readFileSync(new URL('render-mail.ts', import.meta.url), 'utf8').replace(
      /\/\*\*[\s\S]*?\*\/|\/\/.*/g,
      '',
    )
    assert.deepEqual(code.match(/'[^'\n]*\p{L}[,:.]? \p{L}[^'\n]*'|`[^`]*`/gu), null)
    const asText = (text: unknown): string =>
      typeof text === 'function' ? String(text('{0}', '{1}', '{2}', '{3}', '{4}')) : `${text}`
    for (const texts of [de, pt])
      for (const [name, english] of Object.entries(en)) {
        // With a change that exists, where the text is of one
        const args =
          name.startsWith('changed') && name !== 'changeBack' ? ['password-changed', '{1}', '{2}', '{3}'] : undefined
        const written = (text: unknown): string =>
          args && typeof text === 'function' ? String(text(...args)) : asText(text)
        const [text, original] = [written(texts[name as keyof typeof en]), written(english)]
        if (name !== 'time') assert.notEqual(text, original, name)
        const valuesOf = (one: string): string[] => [...new Set(one.match(/\{\d\}/g))].sort()
        assert.deepEqual(valuesOf(text), valuesOf(original), name)
      }
  })

  test('times can be taken for no other', () => {
    assert.equal(readableTime('2026-12-31T23:59:00.000Z', 'en'), '31 December 2026, 23:59 UTC')
    assert.equal(readableTime('2026-03-02T23:59:00.000Z', 'de'), '2. März 2026 um 23:59 UTC')
    assert.equal(readableTime('2026-03-02T23:59:00.000Z', 'pt'), '2 de março de 2026 às 23:59 UTC')
  })
})

test('the last line names an organization once that is named as the product is', () => {
  for (const [language, named, unnamed] of [
    ['en', 'Sent by Portico for Example.', 'Sent by Portico.'],
    ['de', 'Von Portico für Example gesendet.', 'Von Portico gesendet.'],
    ['pt', 'Enviado pelo Portico para Example.', 'Enviado pelo Portico.'],
  ] as const) {
    const request = inLanguage(requests[0] ?? assert.fail(), language)
    assert.ok(renderMail(request, 'Example').text.includes(named))
    assert.ok(renderMail(request, 'Portico').text.includes(unnamed))
  }
})
