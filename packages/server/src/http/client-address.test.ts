import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainAddress } from '../config/plain-address.ts'
import { clientAddress, trustedBy } from './client-address.ts'

const isTrusted = trustedBy(['10.0.0.0/8', 'fd00::/8'])
const read = (peer: string, forwardedFor?: string): string => clientAddress(peer, forwardedFor, isTrusted)

test('an address is the same however it is written', () => {
  for (const [text, address] of [
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:443', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:443', '192.0.2.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:65535', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%25eth0]:80', 'fe80::1'],
  ] as const) {
    assert.equal(plainAddress(text), address, text)
  }
  const junk = [
    '',
    'unknown',
    '_hidden',
    '127.1',
    '0x7f.0.0.1',
    '010.0.0.1',
    '1.2.3.4.5',
    '1.2.3',
    '256.1.1.1',
    'fe80::g',
  ]
  for (const text of [
    ...junk,
    '[192.0.2.1]:80',
    '192.0.2.1:',
    '192.0.2.1:port',
    '[::1',
    '::1]',
    '1.2.3.4 5',
    '%',
    '[]',
    '[]:1',
  ]) {
    assert.equal(plainAddress(text), undefined, text)
  }
})

test('headers count only from proxies that are trusted, from the end, up to what is no address', () => {
  for (const [peer, header, address] of [
    ['192.0.2.9', '198.51.100.1', '192.0.2.9'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['::ffff:10.0.0.1', '198.51.100.1:5', '198.51.100.1'],
    ['10.0.0.1', '203.0.113.5, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '203.0.113.5, 198.51.100.1, ::ffff:10.0.0.2, [fd00::1]:80', '198.51.100.1'],
    ['10.0.0.1', '203.0.113.5, unknown', '10.0.0.1'],
    ['10.0.0.1', '203.0.113.5, <script>, 10.0.0.2', '10.0.0.2'],
    ['10.0.0.1', ', ,198.51.100.1,\t,', '198.51.100.1'],
    ['10.0.0.1', ',,', '10.0.0.1'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.2, 10.0.0.3', '10.0.0.2'],
  ] as const) {
    assert.equal(read(peer, header), address, header)
  }
  assert.equal(clientAddress('10.0.0.1', ['203.0.113.5', '198.51.100.1'], isTrusted), '198.51.100.1')
})

test('whatever a caller sends, it counts under the address that the nearest proxy saw', () => {
  const byte = fc.nat(255)
  const outside = fc.tuple(fc.integer({ min: 11, max: 223 }), byte, byte, byte).map((bytes) => bytes.join('.'))
  const spelling = fc.constantFrom<(address: string, port: number) => string>(
    (address) => address,
    (address) => ` ${address}\t`,
    (address, port) => `${address}:${port}`,
    (address) => `::ffff:${address}`,
    (address, port) => `[::FFFF:${address}]:${port}`,
    (address) => `0:0:0:0:0:ffff:${address}%eth0`,
  )
  const sent = fc.oneof(
    fc.string(),
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom('', ',', 'unknown', '10.0.0.9', '[', '::ffff:'),
  )
  const proxy = fc.oneof(fc.tuple(byte, byte, byte).map((bytes) => `10.${bytes.join('.')}`))
  const port = fc.nat(65_535)
  const trail = fc.array(fc.tuple(proxy, spelling, port), { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(sent), outside, spelling, port, trail, (junk, caller, spell, at, between) => {
      const header = [...junk, spell(caller, at), ...between.map(([address, as, number]) => as(address, number))].join(
        ',',
      )
      assert.equal(read('::ffff:10.9.8.7', header), caller)
      assert.equal(read(caller, header), caller)
    }),
  )
  fc.assert(
    fc.property(fc.array(sent), (junk) => {
      const address = read('10.0.0.1', junk.join(','))
      assert.equal(plainAddress(address), address)
    }),
  )
})

test('nothing else reads the address of a request', () => {
  const source = join(import.meta.dirname, '..')
  for (const file of globSync('**/*.ts', { cwd: source, exclude: ['**/*.test.ts', 'http/client-address.ts'] })) {
    const text = readFileSync(join(source, file), 'utf8')
    assert.doesNotMatch(
      text,
      /\brequest\.ips?\b|\bremoteAddress\b|x-forwarded-for|\{[^{}]*\bips?\b[^{}]*\} = request/i,
      file,
    )
  }
})
