import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'
import { isLongUrl } from '../limit-urls.ts'
import type { SignInOptions } from '../sign-in-options.ts'

/** What proofs of keys may be signed with */
export const proofAlgorithms = ['ES256', 'EdDSA', 'Ed25519', 'RS256', 'PS256'] as const

/** A proof is made for one request: so old it may be, and so long it is remembered. */
const proofSeconds = 300

/**
 * Whether a request proves that it comes from whom the token was issued to (RFC 9449, section 7): its proof is signed with
 * that key, for this URL, method and token, is new, and was not used before.
 */
export async function hasProof(
  { headers: { dpop }, method }: IncomingMessage,
  { url, token, jkt, clientId }: { url: string; token: string; jkt: string; clientId: string },
  { rememberAssertion }: SignInOptions,
): Promise<boolean> {
  if (typeof dpop !== 'string') return false
  const verified = await jwtVerify(dpop, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: [...proofAlgorithms],
  }).catch(() => undefined)
  if (!verified) return false
  const { htm, htu, ath, iat, jti } = verified.payload
  const now = Math.floor(Date.now() / 1000)
  if (htm !== method || ath !== hash('sha256', token, 'base64url') || typeof jti !== 'string') return false
  if (typeof iat !== 'number' || Math.abs(now - iat) > proofSeconds) return false
  const called = typeof htu === 'string' && !isLongUrl(htu) ? URL.parse(htu) : null
  if (called === null || called.origin + called.pathname !== url) return false
  const { jwk } = verified.protectedHeader
  if (!jwk || (await calculateJwkThumbprint(jwk)) !== jkt) return false
  return rememberAssertion(clientId, hash('sha256', jti, 'base64url'), new Date((now + proofSeconds) * 1000))
}
