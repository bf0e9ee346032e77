import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverAddressFault } from '../../foundation/outgoing/server-address-fault.ts'
import { pageAddressFault, returnAddressFault } from './address-rules.ts'

test('https addresses are for every type, with ports, paths and queries', () => {
  for (const address of [
    'https://app.example.com/callback',
    'https://app.example.com',
    'https://app.example.com:8443/a/b?tenant=1',
    'https://xn--mnchen-3ya.example/cb',
    'https://[2001:db8::1]/cb',
    'https://app.example.com/a..b/.well-known/x',
    'http://localhost:3000/callback',
    'http://127.0.0.1/callback',
    'http://[::1]:8080/callback',
  ]) {
    for (const type of ['web', 'single-page', 'native'] as const) {
      assert.equal(returnAddressFault(address, type), undefined, address)
    }
  }
})

test('own schemes are for native applications, with a domain reversed', () => {
  for (const address of ['com.example.app:/callback', 'com.example.app://callback', 'org.example.a-b+c:/x?y=1']) {
    assert.equal(returnAddressFault(address, 'native'), undefined, address)
    assert.match(returnAddressFault(address, 'web') ?? '', /https/)
    assert.match(returnAddressFault(address, 'single-page') ?? '', /https/)
  }
  for (const address of [
    'myapp:/callback',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'ftp://files.example.com/x',
    'blob:https://app.example.com/1',
    'intent://app.example.com/cb',
    'ws://localhost/cb',
  ]) {
    assert.match(returnAddressFault(address, 'native') ?? '', /domain reversed/, address)
  }
})

test('what could be read in two ways, or catches more than one address, is refused', () => {
  const refused: [address: string, reason: RegExp][] = [
    ['https://app.example.com/cb#fragment', /fragment/],
    ['https://app.example.com/cb#', /fragment/],
    ['https://*.example.com/cb', /wildcard/],
    ['https://app.example.com/*', /wildcard/],
    ['https://app.example.com\\@evil.example/cb', /backslash/],
    ['https://app.example.com@evil.example/cb', /user name/],
    ['https://:@evil.example/cb', /user name/],
    ['https://user:secret@app.example.com/cb', /user name/],
    ['https://app.example.com/a/../b', /\. or \.\./],
    ['https://app.example.com/a/%2e%2E/b', /\. or \.\./],
    ['https://app.example.com/.', /\. or \.\./],
    ['com.example.app:/../other', /\. or \.\./],
    ['http://app.example.com/cb', /https/],
    ['http://localhost.evil.example/cb', /https/],
    ['http://127.0.0.1.evil.example/cb', /https/],
    ['http://127.0.0.2/cb', /https/],
    ['http://0.0.0.0/cb', /https/],
    ['/callback', /absolute/],
    ['//app.example.com/cb', /absolute/],
    ['app.example.com/cb', /absolute/],
    ['https://', /absolute/],
    [' https://app.example.com/cb', /spaces/],
    ['https://app.example.com/cb\n', /spaces/],
    ['https://app.example.com/c b', /spaces/],
    ['https://äpp.example.com/cb', /ASCII/],
    ['https://app.example.com/\u202ebc', /ASCII/],
  ]
  for (const [address, reason] of refused)
    assert.match(returnAddressFault(address, 'native') ?? 'none', reason, address)
})

test('pages of applications are https, or on this machine', () => {
  assert.equal(pageAddressFault('https://app.example.com/start?from=portal'), undefined)
  assert.equal(pageAddressFault('http://localhost:3000/start'), undefined)
  for (const address of ['http://app.example.com/', 'javascript:alert(1)', 'com.example.app:/x', 'data:text/html,x']) {
    assert.match(pageAddressFault(address) ?? 'none', /https/, address)
  }
})

test('what the server asks is public, unless the operator lists its network', () => {
  assert.equal(serverAddressFault('https://app.example.com/logo.png', []), undefined)
  for (const address of [
    'http://app.example.com/keys',
    'data:image/svg+xml,<svg/>',
    'com.example.app:/x',
    'file:///x',
  ]) {
    assert.match(serverAddressFault(address, []) ?? 'none', /https/, address)
  }
  for (const host of [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '169.254.169.254',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '10.1.2.3',
  ]) {
    assert.match(serverAddressFault(`https://${host}/keys`, []) ?? 'none', /public address/, host)
  }
  assert.match(serverAddressFault('https://app.example.com:22/', []) ?? 'none', /port/)
  assert.equal(serverAddressFault('http://127.0.0.1:8080/keys', ['127.0.0.0/8']), undefined)
  assert.match(serverAddressFault('https://127.0.0.1:8080/keys', ['10.0.0.0/8']) ?? 'none', /public address/)
})

test('what the server asks by http lies in a network that the operator lists, whatever other networks are listed', () => {
  const networks = ['10.0.0.0/8', 'fd00:1::/32']
  for (const host of ['10.1.2.3:8080', '0x0a.1', '167837954', '[fd00:1::7]:8080', 'app:3000', 'shop-api'])
    assert.equal(serverAddressFault(`http://${host}/keys`, networks), undefined, host)
  for (const host of [
    'app.example.com',
    '10.example.com',
    '10.1.2.3.example.com',
    'localhost',
    'localhost.',
    'localhost.example.com',
    '127.0.0.1',
    '192.168.1.1',
    '8.8.8.8',
    '[fd00:2::7]',
    '[::ffff:8.8.8.8]',
  ]) {
    assert.match(serverAddressFault(`http://${host}/keys`, networks) ?? 'none', /must be https/, host)
  }
  assert.match(serverAddressFault('http://app:3000/keys', []) ?? 'none', /must be https/)
  for (const listed of ['127.0.0.0/8', '127.0.0.1', '::1'])
    assert.equal(serverAddressFault('http://localhost:8080/keys', [listed]), undefined, listed)
})
