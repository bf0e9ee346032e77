import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'

/** JWS algorithms (RFC 7518, RFC 8037) that access tokens can be signed with. */
export const signingAlgorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

export interface SigningKey {
  kid: string
  algorithm: SigningAlgorithm
  privateKey: KeyObject
  /** With kid, alg and use: ready for the JSON Web Key Set */
  publicJwk: JsonWebKey
  createdAt: string
  /** Null: signs. Else it only verifies, until then. */
  retiresAt: string | null
}

/** A new pair: P-256 for ES256, RSA of 3072 bits for RS256 and PS256, Ed25519 for EdDSA. */
export function generateSigningKey(algorithm: SigningAlgorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return generateKeyPairSync('rsa', { modulusLength: 3072 })
}

export const privateKeyFrom = (pem: string): KeyObject => createPrivateKey(pem)
export const privateKeyText = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()
