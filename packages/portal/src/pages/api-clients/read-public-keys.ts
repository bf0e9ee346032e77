/** A public key as a JSON Web Key (RFC 7517) */
export type PublicJwk = Record<string, unknown>

/** Why a text holds no public keys that can be added */
export class UnreadableKeys extends Error {
  readonly reason: 'private' | 'certificate' | 'unreadable' | 'insecure'

  constructor(reason: UnreadableKeys['reason']) {
    super(reason)
    this.reason = reason
  }
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']

/**
 * The public keys in a text: one JSON Web Key, a set of them, or keys in PEM (`BEGIN PUBLIC KEY`).
 * @throws UnreadableKeys
 */
export async function readPublicKeys(text: string): Promise<PublicJwk[]> {
  const trimmed = text.trim()
  const keys = trimmed.startsWith('{') ? fromJson(trimmed) : await fromPem(trimmed)
  if (keys.length === 0) throw new UnreadableKeys('unreadable')
  return keys
}

function fromJson(text: string): PublicJwk[] {
  let read: { keys?: unknown }
  try {
    read = JSON.parse(text)
  } catch {
    throw new UnreadableKeys('unreadable')
  }
  const keys = (Array.isArray(read.keys) ? read.keys : [read]) as PublicJwk[]
  for (const key of keys) {
    if (typeof key?.kty !== 'string') throw new UnreadableKeys('unreadable')
    if (privateMembers.some((name) => Object.hasOwn(key, name))) throw new UnreadableKeys('private')
  }
  return keys
}

async function fromPem(text: string): Promise<PublicJwk[]> {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) throw new UnreadableKeys('private')
  if (text.includes('-----BEGIN CERTIFICATE-----')) throw new UnreadableKeys('certificate')
  const blocks = [...text.matchAll(/-----BEGIN PUBLIC KEY-----([\sA-Za-z0-9+/=]+)-----END PUBLIC KEY-----/g)]
  return Promise.all(blocks.map(([, base64 = '']) => fromSpki(base64)))
}

/** What `crypto.subtle` has to be told of a key before it reads it */
const algorithms = [
  { name: 'ECDSA', namedCurve: 'P-256' },
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  { name: 'Ed25519' },
]

async function fromSpki(base64: string): Promise<PublicJwk> {
  // Browsers have it at https addresses and on this computer alone.
  if (!globalThis.crypto?.subtle) throw new UnreadableKeys('insecure')
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = Uint8Array.from(atob(base64.replace(/\s/g, '')), (letter) => letter.charCodeAt(0))
  } catch {
    throw new UnreadableKeys('unreadable')
  }
  for (const algorithm of algorithms) {
    const key = await crypto.subtle.importKey('spki', bytes, algorithm, true, ['verify']).catch(() => undefined)
    if (!key) continue
    // It is for whatever algorithm fits its kind.
    const { key_ops: _, ext: __, alg: ___, ...jwk } = await crypto.subtle.exportKey('jwk', key)
    return jwk as PublicJwk
  }
  throw new UnreadableKeys('unreadable')
}

/** "P-256", "RSA, 2048 bits", "Ed25519" */
export function kindOfKey({ kty, crv, n }: PublicJwk): string {
  if (kty !== 'RSA') return String(crv ?? kty)
  const bytes = Math.floor((String(n).length * 3) / 4)
  return `RSA, ${bytes * 8} bits`
}
