import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readConfig } from './config.ts'
import { SettingError } from './settings.ts'
import { isMailAddress, parseMailSender } from './smtp.ts'

const mailFrom = 'Portico <portico@example.com>'
const from = { name: 'Portico', address: 'portico@example.com' }
const server = { port: 587, security: 'starttls', username: null, password: null, from }

describe('--smtp-url and --mail-from', () => {
  test('are taken from the options and from the variables', () => {
    const environment = { PORTICO_SMTP_URL: 'smtp://mail.example.com', PORTICO_MAIL_FROM: mailFrom }
    assert.deepEqual(readConfig({}, environment).smtp, { ...server, host: 'mail.example.com' })
    const options = { smtpUrl: 'smtp://[::1]:2525?security=none', mailFrom: 'a@b' }
    const expected = { ...server, host: '::1', port: 2525, security: 'none', from: { name: null, address: 'a@b' } }
    assert.deepEqual(readConfig(options, environment).smtp, expected)
  })

  test('smtps stands for TLS from the start, and what is encoded in the URL is decoded', () => {
    const smtpUrl = 'smtps://ada%40example.com:p%25%2F%3A@mail.example.com'
    assert.deepEqual(readConfig({ smtpUrl, mailFrom }, {}).smtp, {
      host: 'mail.example.com',
      port: 465,
      security: 'tls',
      username: 'ada@example.com',
      password: 'p%/:',
      from,
    })
  })

  test('belong together', () => {
    assert.throws(() => readConfig({ smtpUrl: 'smtp://x' }, {}), /--smtp-url: it needs --mail-from/)
    assert.throws(() => readConfig({ mailFrom }, {}), /--mail-from: it needs --smtp-url/)
  })

  test('a URL that cannot be used is refused without repeating its password', () => {
    for (const value of [
      '',
      'mail.example.com',
      'http://mail.example.com',
      'smtp://u:hidden%@mail.example.com',
      'smtp://:hidden@mail.example.com',
      'smtp://u:hidden@mail.example.com/path',
      'smtp://u:hidden@mail.example.com?security=tls',
      'smtp://u:hidden@mail.example.com?secure=true',
      'smtps://u:hidden@mail.example.com?security=none',
      'smtp://u:hidden@mail.example.com:99999',
      'smtp://',
    ]) {
      for (const read of [
        () => readConfig({ smtpUrl: value, mailFrom }, {}),
        () => readConfig({ mailFrom }, { PORTICO_SMTP_URL: value }),
      ]) {
        assert.throws(read, (error: Error) => {
          assert.ok(error instanceof SettingError, `${value}: ${error}`)
          assert.match(error.message, /It takes a URL such as smtp:/)
          assert.ok(!error.message.includes('hidden'), error.message)
          return true
        })
      }
    }
  })
})

describe('A sender', () => {
  test('has an address, and a name if one likes', () => {
    assert.deepEqual(parseMailSender(' Portico at Example <a.b+c@example.com> ').name, 'Portico at Example')
    assert.deepEqual(parseMailSender('<a@example.com>'), { name: null, address: 'a@example.com' })
  })

  test('is refused where it is none, or several', () => {
    for (const text of ['', 'a', 'a@', '@b', 'a@b, c@d', 'A <a@b> <c@d>', 'A\r\nBcc: x <a@b>', 'A <a@b\r\nBcc: x@y>']) {
      assert.throws(() => parseMailSender(text), /an address such as/, text)
      assert.ok(text.includes('<') || !isMailAddress(text), text)
    }
  })
})
