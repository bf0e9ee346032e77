import assert from 'node:assert/strict'
import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'
import { describe, test } from 'node:test'
import {
  ASSERTION_TYPE,
  createTestClient,
  postForm,
  signAssertion,
  startAuthorizationServer,
} from '@portico/testing/authorization-server.ts'
import fc from 'fast-check'
import { Problem } from '../../../problems/problem.ts'
import { type ClientJwks, parseJwks } from './client-jwks.ts'
import { isEd25519Point } from './is-ed25519-point.ts'

const pairOf = ({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }) => ({
  privateKey,
  jwk: publicKey.export({ format: 'jwk' }),
})
const ec = pairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }))
const rsa = pairOf(generateKeyPairSync('rsa', { modulusLength: 2048 }))
const ed = pairOf(generateKeyPairSync('ed25519'))
const pairs = [ec, rsa, ed]

const refuse = (jwks: unknown, says: string | RegExp): void => {
  assert.throws(
    () => parseJwks(jwks as ClientJwks),
    (error: Error) => {
      assert.ok(error instanceof Problem, String(error))
      assert.equal(error.problem, 'jwks_invalid')
      assert.match(error.message, typeof says === 'string' ? new RegExp(RegExp.escape(says)) : says)
      return true
    },
    says.toString(),
  )
}
const refuseKey = (key: unknown, says: string | RegExp): void => refuse({ keys: [key] }, says)

const rsaKey = (change: object): object => ({ ...rsa.jwk, ...change })
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
const evenModulus = (): string => {
  const n = Buffer.from(rsa.jwk.n ?? '', 'base64url')
  n[n.length - 1] = (n.at(-1) ?? 0) & 0xfe
  return n.toString('base64url')
}

describe('public keys of API clients', () => {
  test('keeps what verifies a signature, and nothing else', () => {
    const more = { ext: true, x5c: ['MIIB'], iat: 1_700_000_000, note: 'from a vault', constructor: 'x' }
    const key = { ...ec.jwk, kid: 'a', use: 'sig', alg: 'ES256', key_ops: ['verify'] }
    assert.deepEqual(parseJwks({ keys: [{ ...key, ...more }] as JsonWebKey[] }), { keys: [key] })
    for (const { jwk } of pairs) assert.deepEqual(parseJwks({ keys: [jwk] }), { keys: [jwk] })
    for (const alg of ['EdDSA', 'Ed25519']) assert.equal(parseJwks({ keys: [{ ...ed.jwk, alg }] }).keys[0]?.alg, alg)
  })

  test('names private members and does not repeat what is in them', () => {
    for (const { privateKey } of pairs) {
      const jwk = privateKey.export({ format: 'jwk' })
      refuseKey(jwk, /^The field jwks\.keys\[0\] holds a private key \(d[a-z, ]*\): send its public half only\.$/)
      refuseKey({ ...jwk, d: nested(10_000) }, 'holds a private key (d')
    }
    refuseKey({ kty: 'oct', k: 'c2VjcmV0' }, 'holds a private key (k)')
  })

  test('refuses RSA keys that are weak, that everybody can sign for, or that cost too much', () => {
    const bits = (modulusLength: number): object =>
      rsaKey({ n: Buffer.alloc(modulusLength / 8, 0xff).toString('base64url') })
    refuseKey(bits(1024), '2048 to 8192 bits')
    refuseKey(bits(8200), '2048 to 8192 bits')
    parseJwks({ keys: [bits(8192) as JsonWebKey] })
    for (const e of ['AQ', 'Aw', 'AQAA', Buffer.alloc(9, 1).toString('base64url'), rsa.jwk.n]) {
      refuseKey(rsaKey({ e }), 'odd exponent e from 65537 on')
    }
    for (const change of [
      { e: 'AA' },
      { e: 'AAEAAQ' },
      { e: 'AQAB=' },
      { n: `AAAA${rsa.jwk.n}` },
      { n: `${rsa.jwk.n}=` },
    ]) {
      refuseKey(rsaKey(change), 'in base64url')
    }
    refuseKey(rsaKey({ n: evenModulus() }), 'n that is even')
    refuseKey(rsaKey({ n: '' }), '')
  })

  test('refuses curves and points that no signature is verified with', () => {
    for (const namedCurve of ['P-384', 'P-521', 'secp256k1']) {
      refuseKey(generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' }), 'must be P-256')
    }
    refuseKey(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }), 'must be P-256')
    refuseKey({ ...ec.jwk, y: ec.jwk.x }, 'not a valid public JSON Web Key')
    refuseKey({ ...ec.jwk, x: `${ec.jwk.x}=` }, 'must hold x in base64url')
    refuseKey({ ...ed.jwk, x: ed.jwk.x?.slice(2) }, 'not a valid public JSON Web Key')
    const hexes = [
      '0100000000000000000000000000000000000000000000000000000000000000',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0000000000000000000000000000000000000000000000000000000000000080',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
      'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0200000000000000000000000000000000000000000000000000000000000000',
    ]
    for (const hex of hexes) {
      refuseKey({ ...ed.jwk, x: Buffer.from(hex, 'hex').toString('base64url') }, 'no public key of Ed25519')
    }
    for (let count = 0; count < 20; count++) {
      const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
      assert.ok(isEd25519Point(Buffer.from(x, 'base64url')))
    }
  })

  test('refuses what contradicts the use of the key', () => {
    for (const kid of [5, '', null, ['a'], 'x'.repeat(257)]) refuseKey({ ...ec.jwk, kid }, /kid|hold texts/)
    for (const use of ['enc', '', 1]) refuseKey({ ...ec.jwk, use }, 'sig as its use')
    for (const key_ops of [[], ['sign'], ['verify', 'sign'], ['verify', 'verify'], 'verify']) {
      refuseKey({ ...ec.jwk, key_ops }, '["verify"] as its key_ops')
    }
    refuseKey({ ...ec.jwk, alg: 'RS256' }, 'must have ES256 as its alg')
    refuseKey({ ...rsa.jwk, alg: 'RS512' }, 'must have RS256 or PS256 as its alg')
    refuseKey({ ...ed.jwk, alg: ['EdDSA'] }, 'must have EdDSA or Ed25519 as its alg')
    refuse(
      {
        keys: [
          { ...ec.jwk, kid: 'a' },
          { ...ed.jwk, kid: 'a' },
        ],
      },
      'jwks.keys[1] has the kid of another key',
    )
    parseJwks({ keys: [ec.jwk, ed.jwk] })
  })

  test('refuses what is nested, large or no key at all', () => {
    for (const key of [null, 5, 'x', [], {}, { kty: 'EC' }, { kty: {} }])
      refuseKey(key, /not a valid public|hold texts/)
    refuseKey({ ...ec.jwk, note: nested(100_000) }, 'texts, numbers, booleans')
    refuseKey({ ...ec.jwk, x5c: ['x'.repeat(20_000)] }, 'at most 16,384 characters')
    refuse({ keys: [] }, '1 to 10 keys')
    refuse({ keys: Array(11).fill(ec.jwk) }, '1 to 10 keys')
  })

  test('what is accepted verifies an assertion of its private key, and nothing is answered with 500', async (t) => {
    const server = await startAuthorizationServer(t)
    const client = createTestClient('b')
    server.clients.set(client.clientId, client)
    const member = fc.oneof(
      fc.constantFrom('sig', 'enc', 'ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519', 'verify', 'kid', '', 0, null, true),
      fc.constantFrom<unknown>(['verify'], ['sign'], ['verify', 'sign'], [], {}),
      fc.jsonValue({ maxDepth: 2 }),
    )
    const name = fc.constantFrom(
      'kid',
      'use',
      'alg',
      'key_ops',
      'kty',
      'crv',
      'x',
      'y',
      'n',
      'e',
      'ext',
      'x5c',
      '__proto__',
    )
    const changes = fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      fc.array(fc.tuple(name, member), { maxLength: 3 }),
      fc.constantFrom<[string, unknown][]>([['alg', 'EdDSA']], [['alg', 'Ed25519']], [['kid', 'k']]),
    )
    const key = fc.tuple(fc.nat(2), changes)
    let accepted = 0
    const property = fc.asyncProperty(fc.array(key, { minLength: 1, maxLength: 3 }), async (keys) => {
      const jwks = { keys: keys.map(([pair, changes]) => ({ ...pairs[pair]?.jwk, ...Object.fromEntries(changes) })) }
      let parsed: ClientJwks
      try {
        parsed = parseJwks(jwks)
      } catch (error) {
        assert.ok(error instanceof Problem, String(error))
        return
      }
      client.jwks = JSON.parse(JSON.stringify(parsed))
      for (const [index, [pair]] of keys.entries()) {
        const { kid, alg } = parsed.keys[index] as { kid?: string; alg?: string }
        const { privateKey } = pairs[pair] as typeof ec
        const names = pair === 2 ? ['EdDSA', 'Ed25519'] : [alg ?? ['ES256', 'RS256'][pair] ?? '']
        for (const algorithm of names) {
          const signer = { kid: 'x', algorithm: 'ES256', privateKey, publicJwk: {} } as const
          const client_assertion = await signAssertion(signer, client.clientId, {}, { alg: algorithm, kid })
          const form = { grant_type: 'client_credentials', client_assertion, client_assertion_type: ASSERTION_TYPE }
          const { status, text } = await postForm(server, '/token', form)
          assert.equal(status, 200, `${algorithm} ${JSON.stringify(parsed)} ${text}`)
          accepted++
        }
      }
    })
    await fc.assert(property, { numRuns: 300 })
    assert.ok(accepted > 50, String(accepted))
  })
})
