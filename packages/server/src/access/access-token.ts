import { createPublicKey } from 'node:crypto'
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Clock } from '../config/clock.ts'
import type { SigningKey } from '../modules/foundation/signing-keys/signing-key.ts'
import { Problem } from '../problems/problem.ts'

export interface VerifiedToken {
  clientId: string
  tokenId: string
  /** Milliseconds since 1970: when the token expires or its key retires, whichever comes first */
  verifiedUntil: number
}

/** Clocks may drift: how far `iat` and `nbf` may lie ahead. `exp` gets no tolerance. */
const toleranceSeconds = 300

/**
 * Verifies a JWT access token (RFC 9068, section 4): type, algorithm of the key itself, signature, issuer, audience,
 * times.
 * @throws Problem token_invalid or token_expired
 */
export async function verifyAccessToken(
  token: string,
  { issuer, audience, keys, clock }: { issuer: string; audience: string; keys: SigningKey[]; clock: Clock },
): Promise<VerifiedToken> {
  const key = keyOf(token, keys)
  const now = clock.now()
  const { payload } = await jwtVerify(token, createPublicKey(key.privateKey), {
    algorithms: [key.algorithm],
    typ: 'at+jwt',
    issuer,
    audience,
    currentDate: new Date(now),
    clockTolerance: toleranceSeconds,
    requiredClaims: ['sub', 'client_id', 'jti', 'iat', 'exp'],
  }).catch((error: unknown) => {
    throw refusal(error)
  })
  const { client_id, jti, exp, sub, iat } = payload as JWTPayload & { client_id: unknown }
  if (typeof client_id !== 'string' || sub !== client_id || typeof jti !== 'string' || exp === undefined)
    throw invalid('a claim is malformed')
  if (exp * 1000 <= now) throw expired()
  if (iat !== undefined && iat > now / 1000 + toleranceSeconds) throw invalid('it was issued in the future')
  const keyRetires = key.retiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(key.retiresAt)
  return { clientId: client_id, tokenId: jti, verifiedUntil: Math.min(exp * 1000, keyRetires) }
}

function keyOf(token: string, keys: SigningKey[]): SigningKey {
  let kid: string | undefined
  try {
    kid = decodeProtectedHeader(token).kid
  } catch {
    throw invalid('it is not a JSON Web Token')
  }
  const key = keys.find((candidate) => candidate.kid === kid)
  if (!key) throw invalid('it was not signed by a key of this organization')
  return key
}

function refusal(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return expired()
  if (error instanceof errors.JWTClaimValidationFailed)
    return invalid(`its ${error.claim} claim is not the expected one`)
  if (error instanceof errors.JOSEError) return invalid('its signature or its form is not valid')
  throw error
}

/** RFC 6750, section 3.1: invalid_token, with the reason in the header. */
export const unauthorized = (
  problem: 'token_invalid' | 'token_expired' | 'token_revoked' | 'client_suspended' | 'client_gone',
  detail: string,
): Problem =>
  new Problem(problem, detail, { 'www-authenticate': `Bearer error="invalid_token", error_description="${detail}"` })

const invalid = (reason: string): Problem => unauthorized('token_invalid', `The access token is not valid: ${reason}.`)
const expired = (): Problem =>
  unauthorized('token_expired', 'The access token has expired. Get a new one from the token endpoint.')
