import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { Problem } from '../../../problems/problem.ts'

/** A JSON Web Key Set (RFC 7517) with public keys. */
export interface ClientJwks {
  keys: JsonWebKey[]
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * Checks the public keys of a client that authenticates with private_key_jwt.
 * @throws Problem jwks_invalid
 */
export function checkJwks(jwks: ClientJwks): void {
  for (const [index, key] of jwks.keys.entries()) {
    const refuse = (rule: string): never => {
      throw new Problem('jwks_invalid', `The field jwks.keys[${index}] ${rule}.`)
    }
    if (privateMembers.some((member) => member in key)) refuse('holds a private key: send its public half only')
    const publicKey = publicKeyFrom(key) ?? refuse('is not a valid public JSON Web Key')
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey
    const isStrongRsa = type === 'rsa' && (details?.modulusLength ?? 0) >= 2048
    const isP256 = type === 'ec' && details?.namedCurve === 'prime256v1'
    if (!isStrongRsa && !isP256 && type !== 'ed25519') refuse('must be P-256, RSA of at least 2048 bits, or Ed25519')
  }
}

function publicKeyFrom(key: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return undefined
  }
}
