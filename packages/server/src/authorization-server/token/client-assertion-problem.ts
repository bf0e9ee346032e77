import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose'
import { clientAssertionAlgorithms, clientAssertionClockToleranceSeconds } from './client-authentication.ts'

/**
 * Says what is wrong with an assertion that was refused, from the assertion alone. Nothing here depends on whether the
 * client exists or which keys it has, so the answer can't be used to find out.
 */
export function clientAssertionProblem(assertion: string, acceptedAudiences: Set<string>): string | undefined {
  const { alg, iss, sub, aud, exp, nbf, jti } = decode(assertion)
  const now = Date.now() / 1000
  const audiences = [aud].flat()

  if (!(clientAssertionAlgorithms as readonly unknown[]).includes(alg)) {
    return `client_assertion must be signed with one of ${clientAssertionAlgorithms.join(', ')}`
  }
  if (typeof sub !== 'string' || iss !== sub) return 'iss and sub of client_assertion must both be the client_id'
  if (typeof jti !== 'string' || jti === '') return 'client_assertion needs a jti, a new one every time'
  if (typeof exp !== 'number') return 'client_assertion needs an exp, in seconds since 1970'
  if (exp + clientAssertionClockToleranceSeconds <= now) {
    return "client_assertion has expired: make a new one for every request and check this computer's clock"
  }
  if (typeof nbf === 'number' && nbf - clientAssertionClockToleranceSeconds > now) {
    return "client_assertion is not valid yet: check nbf and this computer's clock"
  }
  if (!audiences.some((audience) => audience !== undefined && acceptedAudiences.has(audience))) {
    return `aud of client_assertion must be one of ${[...acceptedAudiences].join(', ')}`
  }
  return undefined
}

function decode(assertion: string): JWTPayload & { alg?: string | undefined } {
  try {
    return { ...decodeJwt(assertion), alg: decodeProtectedHeader(assertion).alg }
  } catch {
    return {}
  }
}
