import type { JsonWebKey, KeyObject } from 'node:crypto'

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
