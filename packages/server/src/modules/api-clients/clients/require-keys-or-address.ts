import { Problem } from '../../../problems/problem.ts'

/** RFC 7591, section 2: a client has keys or an address of keys, not both. @throws Problem jwks_uri_invalid */
export function requireKeysOrAddress(jwks: object | null, jwksUri: string | null): void {
  if (!jwks || !jwksUri) return
  const rule = 'Either jwks or jwksUri is possible, and not both: send null for the one that is replaced.'
  throw new Problem('jwks_uri_invalid', rule)
}
