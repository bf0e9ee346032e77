import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A passkey as an authenticator keeps it. */
export interface SoftwarePasskey {
  /** What the browser sends for the options of a registration */
  registration(options: { challenge: string }, more?: Partial<Ceremony>): object
  /** What the browser sends for the options of a sign-in */
  assertion(options: { challenge: string }, more?: Partial<Ceremony>): object
}

interface Ceremony {
  origin: string
  rpId: string
  /** Whether a finger, a face or a PIN was checked */
  isVerified: boolean
  counter: number
  userHandle: string
  /** Whether the signature is that of another key */
  isForged: boolean
  /** Who made the authenticator, as it says: nothing unless given */
  attestation: { format: string; certificates: Buffer[] }
  /** So many bytes of extension data */
  extension: number
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: string | Buffer): string => Buffer.from(data).toString('base64url')

interface List {
  items: Buffer[]
}

/** CBOR (RFC 8949) as far as WebAuthn needs it: integers, bytes, texts, lists of bytes, and maps in the order given. */
function cbor(value: number | string | Buffer | List | [key: number | string, value: unknown][]): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if ('items' in value) return Buffer.concat([head(4, value.items.length), ...value.items.map(cbor)])
  return Buffer.concat([head(5, value.length), ...value.flatMap(([key, one]) => [cbor(key), cbor(one as never)])])
}

function head(type: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(type << 5) | length])
  if (length < 256) return Buffer.from([(type << 5) | 24, length])
  return Buffer.from([(type << 5) | 25, length >> 8, length & 0xff])
}

/**
 * An authenticator with one discoverable ES256 credential for a user (WebAuthn, section 6).
 * @param usual `padding`: so many bytes of the public key say nothing
 */
export function softwarePasskey(usual: {
  origin: string
  userKey: string
  padding?: number
  idLength?: number
}): SoftwarePasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(usual.idLength ?? 32)
  const jwk = publicKey.export({ format: 'jwk' })
  const coseKey = cbor([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(jwk.x ?? '', 'base64url')],
    [-3, Buffer.from(jwk.y ?? '', 'base64url')],
    ...(usual.padding ? [[-70, Buffer.alloc(usual.padding)] as [number, Buffer]] : []),
  ])

  const ceremony = (more: Partial<Ceremony>): Ceremony => ({
    origin: usual.origin,
    rpId: new URL(usual.origin).hostname,
    isVerified: true,
    counter: 0,
    userHandle: base64url(Buffer.from(usual.userKey.replaceAll('-', ''), 'hex')),
    isForged: false,
    attestation: { format: 'none', certificates: [] },
    extension: 0,
    ...more,
  })
  const clientData = (type: string, challenge: string, { origin }: Ceremony): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const authenticatorData = (
    { rpId, isVerified, counter, extension }: Ceremony,
    attested: Buffer = Buffer.alloc(0),
  ): Buffer => {
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0) | (extension > 0 ? 0x80 : 0)
    const extensions = extension > 0 ? cbor([['x', Buffer.alloc(extension)]]) : Buffer.alloc(0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested, extensions])
  }
  const envelope = { id: base64url(id), rawId: base64url(id), type: 'public-key', clientExtensionResults: {} }

  return {
    registration({ challenge }, more = {}) {
      const one = ceremony(more)
      const length = Buffer.from([id.length >> 8, id.length & 0xff])
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey])
      const { format, certificates } = one.attestation
      const statement = [
        ['alg', -7],
        ['sig', Buffer.alloc(8)],
        ['x5c', { items: certificates }],
      ]
      const attestation = cbor([
        ['fmt', format],
        ['attStmt', format === 'none' ? [] : statement],
        ['authData', authenticatorData(one, attested)],
      ])
      return {
        ...envelope,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', challenge, one)),
          attestationObject: base64url(attestation),
          transports: ['internal'],
        },
      }
    },

    assertion({ challenge }, more = {}) {
      const one = ceremony(more)
      const data = clientData('webauthn.get', challenge, one)
      const authData = authenticatorData(one)
      const key = one.isForged ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : privateKey
      return {
        ...envelope,
        response: {
          clientDataJSON: base64url(data),
          authenticatorData: base64url(authData),
          signature: base64url(sign('sha256', Buffer.concat([authData, sha256(data)]), key)),
          userHandle: one.userHandle,
        },
      }
    },
  }
}
