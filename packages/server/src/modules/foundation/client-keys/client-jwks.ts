import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { Problem } from '../../../problems/problem.ts'
import { isEd25519Point } from './is-ed25519-point.ts'

/** A JSON Web Key Set (RFC 7517) with public keys. */
export interface ClientJwks {
  keys: JsonWebKey[]
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']
/** What is stored of a key. Others, such as a certificate, say nothing about how an assertion is verified. */
const keptMembers = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'use', 'alg', 'key_ops']

const mostKeys = 10
const longestKey = 16_384
const longestKeyId = 256

/** What assertions are verified with. `EdDSA` and `Ed25519` mean the same here (RFC 9864, section 2.2). */
const algorithmsByType: Record<string, string[]> = {
  ec: ['ES256'],
  rsa: ['RS256', 'PS256'],
  ed25519: ['EdDSA', 'Ed25519'],
}

type Refuse = (rule: string) => never

/**
 * Checks the public keys of a client that authenticates with private_key_jwt. A key that is accepted verifies what its
 * private key signs.
 * @returns the keys as they are stored
 * @throws Problem jwks_invalid
 */
export function parseJwks({ keys }: ClientJwks): ClientJwks {
  if (keys.length < 1 || keys.length > mostKeys) {
    throw new Problem('jwks_invalid', `The field jwks.keys must hold 1 to ${mostKeys} keys.`)
  }
  const ids = new Set<unknown>()
  const parsed = keys.map((key, index) => {
    const refuse: Refuse = (rule) => {
      throw new Problem('jwks_invalid', `The field jwks.keys[${index}] ${rule}.`)
    }
    requireFlatPublicKey(key, refuse)
    const publicKey = publicKeyOf(key) ?? refuse('is not a valid public JSON Web Key')
    requireCanonical(key, publicKey, refuse)
    requireStrong(key, publicKey, refuse)
    requireForSignatures(key, publicKey, refuse)
    if (key.kid !== undefined && ids.has(key.kid)) refuse('has the kid of another key: each key needs one of its own')
    ids.add(key.kid)
    return Object.fromEntries(keptMembers.filter((name) => Object.hasOwn(key, name)).map((name) => [name, key[name]]))
  })
  return { keys: parsed }
}

/** Names private members and does not repeat them. Without nested values, the rest of the code may walk through it. */
function requireFlatPublicKey(key: unknown, refuse: Refuse): asserts key is JsonWebKey {
  if (typeof key !== 'object' || key === null || Array.isArray(key)) refuse('is not a valid public JSON Web Key')
  const found = privateMembers.filter((name) => Object.hasOwn(key as object, name))
  if (found.length > 0) refuse(`holds a private key (${found.join(', ')}): send its public half only`)
  const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)
  const isFlat = (value: unknown): boolean => (Array.isArray(value) ? value.every(isPlain) : isPlain(value))
  if (!Object.values(key as object).every(isFlat)) refuse('may hold texts, numbers, booleans and lists of them only')
  if (JSON.stringify(key).length > longestKey) refuse(`may have at most ${longestKey.toLocaleString('en')} characters`)
}

function publicKeyOf(key: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return undefined
  }
}

/** What is left of leading zeros, padding or other characters, another implementation reads differently or not at all. */
function requireCanonical(key: JsonWebKey, publicKey: KeyObject, refuse: Refuse): void {
  for (const [name, value] of Object.entries(publicKey.export({ format: 'jwk' }))) {
    if (key[name] === value) continue
    refuse(`must hold ${name} in base64url, without padding and without leading zeros (RFC 7518, section 6)`)
  }
}

/**
 * RSA by NIST SP 800-56B, section 6.2: from 2048 bits, and an odd exponent of at least 65537 (with 1 as the exponent,
 * everybody can sign). OpenSSL verifies exponents up to 64 bits, and larger keys cost more time than they are worth.
 * node:crypto itself refuses points that are not on the curve P-256.
 */
function requireStrong(key: JsonWebKey, { asymmetricKeyType: type, asymmetricKeyDetails }: KeyObject, refuse: Refuse) {
  const { modulusLength: bits = 0, publicExponent: exponent = 0n, namedCurve } = asymmetricKeyDetails ?? {}
  const isEven = (lastByte = 0): boolean => lastByte % 2 === 0
  if (type === 'rsa' && (bits < 2048 || bits > 8192)) refuse('must have 2048 to 8192 bits, as it is an RSA key')
  if (type === 'rsa' && isEven(Buffer.from(key.n ?? '', 'base64url').at(-1))) refuse('has an n that is even')
  if (type === 'rsa' && (exponent < 65_537n || exponent >= 2n ** 64n || exponent % 2n === 0n)) {
    refuse('must have an odd exponent e from 65537 on, of at most 64 bits')
  }
  const isKnown = type === 'rsa' || (type === 'ec' && namedCurve === 'prime256v1') || type === 'ed25519'
  if (!isKnown) refuse('must be P-256, RSA of at least 2048 bits, or Ed25519')
  if (type === 'ed25519' && !isEd25519Point(Buffer.from(key.x ?? '', 'base64url'))) {
    refuse('has an x that is no public key of Ed25519')
  }
}

/** RFC 7517, sections 4.2 to 4.5: what the key says about itself fits the one thing that it is used for. */
function requireForSignatures({ kid, use, alg, key_ops }: JsonWebKey, key: KeyObject, refuse: Refuse): void {
  const algorithms = algorithmsByType[key.asymmetricKeyType ?? ''] ?? []
  if (kid !== undefined && !(typeof kid === 'string' && kid !== '' && kid.length <= longestKeyId)) {
    refuse(`must have a text of 1 to ${longestKeyId} characters as its kid, or none`)
  }
  if (use !== undefined && use !== 'sig') refuse('must have sig as its use, or none')
  if (key_ops !== undefined && !(Array.isArray(key_ops) && key_ops.length === 1 && key_ops[0] === 'verify')) {
    refuse('must have ["verify"] as its key_ops, or none')
  }
  if (alg !== undefined && !(typeof alg === 'string' && algorithms.includes(alg))) {
    refuse(`must have ${algorithms.join(' or ')} as its alg, or none`)
  }
}
