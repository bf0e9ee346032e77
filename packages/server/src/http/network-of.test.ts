import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from './network-of.ts'

test('all addresses of an IPv6 network are one network, and an IPv4-mapped address is the IPv4 address', () => {
  const same = ['2001:db8:0:1::1', '2001:DB8::1:2:3:4:5', '2001:0db8:0000:0001:ffff::', '2001:db8:0:1:1:2:3:4']
  assert.deepEqual(new Set(same.map(networkOf)), new Set(['2001:db8::1']))
  assert.notEqual(networkOf('2001:db8:0:2::1'), networkOf('2001:db8:0:1::1'))
  assert.notEqual(networkOf('fe80::1'), networkOf('2001::1'))
  assert.equal(networkOf('::1'), networkOf('::2'))
  assert.equal(networkOf('::ffff:192.0.2.7'), networkOf('192.0.2.7'))
})
