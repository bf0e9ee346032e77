import type { JsonWebKey, KeyObject } from 'node:crypto'

/** JWS algorithms (RFC 7518, RFC 8037) that access tokens can be signed with. */
export const signingAlgorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const
export type SigningAlgorithm = (typeof signingAlgorithms)[number]

/**
 * Every organization has a key of each, and these are what discovery lists, whichever key signs: ES256, with which access
 * tokens are signed unless told, and RS256, which OpenID Connect Discovery 1.0 demands (section 3). Verifiers that take
 * the list or the algorithms of the key set once, at their start, understand the next key too.
 */
export const standingAlgorithms = ['ES256', 'RS256'] as const satisfies SigningAlgorithm[]

/** Published and not signing yet; signing; signing no more, its tokens still verify */
export const signingKeyStates = ['next', 'active', 'retired'] as const
export type SigningKeyState = (typeof signingKeyStates)[number]

export interface SigningKey {
  kid: string
  algorithm: SigningAlgorithm
  privateKey: KeyObject
  /** Whether access tokens are signed with it, of the keys that are activated together */
  signsAccessTokens: boolean
  /** With kid, alg and use: ready for the JSON Web Key Set */
  publicJwk: JsonWebKey
  createdAt: string
  /** It signs from then on, until another one does. */
  activatesAt: string
  /** It verifies until then. Null: no other key is to follow it so far */
  retiresAt: string | null
}

/** How long the answer with the key set may be kept, in seconds. */
export const keySetMaxAge = 300

/**
 * How long a key is published before it signs, in milliseconds. A cache may keep the key set for `keySetMaxAge`; a
 * verifier behind it that meets an unknown key may ask as rarely again (five minutes in .NET, half a minute in jose); and
 * a minute for clocks that differ.
 */
export const publishedAheadMilliseconds = 2 * keySetMaxAge * 1_000 + 60_000
