import assert from 'node:assert/strict'
import { test } from 'node:test'
import { returnAddressFault, webAddressFault } from './address-rules.ts'

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

test('what the server or a browser loads is https', () => {
  assert.equal(webAddressFault('https://app.example.com/logo.svg'), undefined)
  assert.equal(webAddressFault('http://localhost:3000/start', { allowsLoopback: true }), undefined)
  for (const address of [
    'http://localhost/logo.png',
    'data:image/svg+xml,<svg/>',
    'javascript:alert(1)',
    'com.example.app:/x',
  ]) {
    assert.match(webAddressFault(address) ?? 'none', /https/, address)
  }
  assert.match(webAddressFault('http://app.example.com/', { allowsLoopback: true }) ?? '', /https/)
})
