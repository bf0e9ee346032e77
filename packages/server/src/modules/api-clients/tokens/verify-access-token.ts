import { createPublicKey } from 'node:crypto'
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import { type Clock, clockTolerance } from '../../../config/clock.ts'
import type { Problem } from '../../../problems/problem.ts'
import type { SigningKey } from '../../foundation/signing-keys/signing-key.ts'
import { unauthorized } from './unauthorized.ts'

/** The claims of RFC 9068 as our own access tokens carry them. */
export interface AccessTokenClaims extends JWTPayload {
  iss: string
  aud: string | string[]
  sub: string
  client_id: string
  /** Of tokens for registered APIs */
  scope?: string
  jti: string
  iat: number
  exp: number
}

/** Of the organization: it verifies until it retires. */
type VerifyingKey = Pick<SigningKey, 'kid' | 'algorithm' | 'privateKey'> & Partial<Pick<SigningKey, 'retiresAt'>>

interface Verified {
  claims: AccessTokenClaims
  /** Milliseconds since 1970: when the token expires or its key retires, whichever comes first */
  verifiedUntil: number
}

/** Clocks may drift: how far `iat` and `nbf` may lie ahead. `exp` gets no tolerance. */
const toleranceSeconds = clockTolerance / 1000

/**
 * Verifies a JWT access token (RFC 9068, section 4), for the APIs, introspection and revocation alike: type (one of the
 * two that clients can have: ID tokens are kept out by their audience, and by `client_id` and `jti`), algorithm of the key
 * itself, signature, issuer, audience, times. Whether it was revoked, or its client is suspended, is not checked.
 * @throws Problem token_invalid or token_expired
 */
export async function verifyAccessToken(
  token: string,
  { issuer, audience, keys, clock }: { issuer: string; audience: string; keys: readonly VerifyingKey[]; clock: Clock },
): Promise<Verified> {
  const now = clock.now()
  const { key, retires, typ } = keyOf(token, keys, now)
  const { payload } = await jwtVerify<AccessTokenClaims>(token, createPublicKey(key.privateKey), {
    algorithms: [key.algorithm],
    typ,
    issuer,
    audience,
    currentDate: new Date(now),
    clockTolerance: toleranceSeconds,
    requiredClaims: ['sub', 'client_id', 'jti', 'iat', 'exp'],
  }).catch((error: unknown) => {
    throw refusal(error)
  })
  const { client_id, jti, exp, sub, iat } = payload
  if (typeof client_id !== 'string' || sub !== client_id || typeof jti !== 'string')
    throw invalid('a claim is malformed')
  if (exp * 1000 <= now) throw expired()
  if (iat > now / 1000 + toleranceSeconds) throw invalid('it was issued in the future')
  return { claims: payload, verifiedUntil: Math.min(exp * 1000, retires) }
}

function keyOf(token: string, keys: readonly VerifyingKey[], now: number) {
  let kid: string | undefined
  let typ: string | undefined
  try {
    ;({ kid, typ } = decodeProtectedHeader(token))
  } catch {
    throw invalid('it is not a JSON Web Token')
  }
  const key = keys.find((candidate) => candidate.kid === kid)
  const retires = key?.retiresAt ? Date.parse(key.retiresAt) : Number.POSITIVE_INFINITY
  if (!key || retires <= now) throw invalid('it was not signed by a key of this organization')
  return { key, retires, typ: typ === 'JWT' ? typ : 'at+jwt' }
}

function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return expired()
  if (error instanceof errors.JWTClaimValidationFailed)
    return invalid(`its ${error.claim} claim is not the expected one`)
  return error instanceof errors.JOSEError ? invalid('its signature or its form is not valid') : error
}

const invalid = (reason: string): Problem => unauthorized('token_invalid', `The access token is not valid: ${reason}.`)
const expired = (): Problem =>
  unauthorized('token_expired', 'The access token has expired. Get a new one from the token endpoint.')
