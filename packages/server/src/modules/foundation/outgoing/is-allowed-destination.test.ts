import assert from 'node:assert/strict'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { createServer, type Socket } from 'node:net'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { openSmtpSocket } from '../mail/smtp-socket.ts'
import { isAllowedDestination } from './is-allowed-destination.ts'

const isPublic = (address: string): boolean => isAllowedDestination(address, [])
const hexPair = (a: number, b: number): string => ((a << 8) | b).toString(16)

describe('where an organization may have an SMTP server', () => {
  test('public addresses', () => {
    for (const address of ['1.1.1.1', '8.8.8.8', '100.63.255.255', '172.32.0.1', '192.169.0.1', '223.255.255.255']) {
      assert.ok(isPublic(address), address)
    }
    for (const address of ['2606:4700:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888']) {
      assert.ok(isPublic(address), address)
    }
  })

  test('no address that only this machine, its network or its cloud reaches', () => {
    const addresses = [
      [
        '0.0.0.0',
        '0.1.2.3',
        '10.0.0.1',
        '100.64.0.1',
        '100.100.100.200',
        '127.0.0.1',
        '127.255.0.9',
        '169.254.169.254',
      ],
      ['172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1'],
      ['198.51.100.1', '203.0.113.9', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255', '168.63.129.16'],
      ['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:0:10.0.0.1'],
      [
        '64:ff9b::7f00:1',
        '64:ff9b::10.0.0.1',
        '64:ff9b:1::1',
        '100::1',
        '2001::1',
        '2001:0:4136:e378::1',
        '2001:10::1',
      ],
      ['2001:db8::1', '2002:7f00:1::', '2002:a00:1::1', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1'],
      ['fe80::1%eth0', 'fec0::1', 'ff02::1', '2606:4700::1%lo', '', 'localhost', '127.1', '0x7f000001', '2130706433'],
    ].flat()
    for (const address of addresses) assert.ok(!isPublic(address), address)
  })

  test('no IPv6 address that holds an IPv4 address of a private network', () => {
    const byte = fc.nat(255)
    fc.assert(
      fc.property(byte, byte, byte, (b, c, d) => {
        for (const a of [0, 10, 127]) {
          const [high, low] = [hexPair(a, b), hexPair(c, d)]
          for (const address of [
            `::ffff:${a}.${b}.${c}.${d}`,
            `::${high}:${low}`,
            `64:ff9b::${high}:${low}`,
            `2002:${high}:${low}::1`,
          ]) {
            assert.ok(!isPublic(address), address)
          }
        }
      }),
    )
  })

  test('what the operator lists, and nothing beside it', () => {
    const allowed = ['10.1.0.0/16', 'fd00:1::/32', '127.0.0.1']
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', 'fd00:1::5', '127.0.0.1', '8.8.8.8']) {
      assert.ok(isAllowedDestination(address, allowed), address)
    }
    for (const address of ['10.2.0.1', '127.0.0.2', 'fd00:2::1', '64:ff9b::10.1.2.3', '2002:a01:203::1']) {
      assert.ok(!isAllowedDestination(address, allowed), address)
    }
  })

  test('a connection goes to the address that was checked, whatever the name says next', async (t) => {
    const connected: string[] = []
    const server = createServer((socket: Socket) => {
      connected.push(socket.localAddress ?? '')
      socket.destroy()
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    t.after(() => server.close())
    const { port } = server.address() as { port: number }
    let answers: string[][] = []
    const lookup = t.mock.method(
      dns,
      'lookup',
      (_name: string, _options: object, done: (...all: unknown[]) => void) => {
        done(
          null,
          (answers.shift() ?? ['127.0.0.1']).map((address) => ({ address, family: 4 })),
        )
      },
    )
    syncBuiltinESMExports()
    t.after(() => {
      lookup.mock.restore()
      syncBuiltinESMExports()
    })
    const open = (allowedNetworks: string[]) =>
      openSmtpSocket('organization', { host: 'rebind.example', port, allowedNetworks }, 2_000)
    answers = [['127.0.0.1'], ['192.0.2.1']]
    const socket = await open(['127.0.0.1'])
    assert.equal(socket.remoteAddress, '127.0.0.1')
    socket.destroy()
    assert.equal(lookup.mock.callCount(), 1)
    // One of several is enough to refuse, in any order.
    for (const each of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['127.0.0.1', '8.8.8.8']]) {
      answers = [each]
      await assert.rejects(open([]), /leads to 127\.0\.0\.1, which is not a public address/)
    }
    await assert.rejects(
      openSmtpSocket('organization', { host: '127.0.0.1', port, allowedNetworks: [] }, 2_000),
      /not a public address/,
    )
    assert.equal(connected.length, 1)
  })
})
