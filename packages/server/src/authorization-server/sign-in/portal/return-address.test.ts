import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { returnAddress } from './return-address.ts'

const origin = 'https://id.example.com'

test('pages of the portal are gone back to, with their query and hash', () => {
  for (const address of [
    '/',
    '/users',
    '/users?filter=a%20b&page=2#top',
    '/users/01a2?next=https://x.example',
    '/a//b',
  ])
    assert.equal(returnAddress(address, origin), address)
})

test('nothing leads to another site', () => {
  const attacks = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    '/a/..//evil.example',
    'https://evil.example',
    'https:evil.example',
    'HTTPS://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '@evil.example',
    '.evil.example',
    'users',
    '',
    `/${'x'.repeat(1_000)}`,
    `/${'"'.repeat(400)}`,
    '/ü',
    '/a b',
    '/a\u0000',
    '/a\r\nset-cookie: x=y',
    undefined,
    null,
    7,
    ['/users'],
  ]
  for (const attack of attacks) assert.equal(returnAddress(attack, origin), '/', String(attack))
})

test('encoded, they are no more than odd paths of this site', () => {
  for (const address of ['/%2F%2Fevil.example', '/%5cevil.example', '/%09/evil.example'])
    assert.equal(returnAddress(address, origin), address)
})

test('endpoints are nothing to come back to', () => {
  for (const address of [
    '/portal/sign-in',
    '/identity/auth?x',
    '/api/identity/v1/users',
    '/portal',
    '/x/../portal/callback',
  ])
    assert.equal(returnAddress(address, origin), '/', address)
})

test('whatever is asked for, the answer stays on this site', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '%2f',
    '%5c',
    '\t',
    '\n',
    '@',
    ':',
    '?',
    '#',
    'evil.example',
    'a',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (asked) => {
        const address = returnAddress(asked, origin)
        assert.equal(new URL(address, origin).origin, origin)
        assert.ok(address.startsWith('/') && !address.startsWith('//'))
      },
    ),
  )
})
