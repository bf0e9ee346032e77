import { createPublicKey } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import type { ReachedOrganization } from '../../../modules/foundation/organizations/organization-directory.ts'
import type { SigningKeyDirectory } from '../../../modules/foundation/signing-keys/signing-key-directory.ts'
import type { SignInMethod } from '../../../modules/members/sessions/session.ts'
import { Problem } from '../../../problems/problem.ts'
import type { PendingSignIn } from '../interactions/pending-sign-in.ts'
import { authorizationSessionClaim, callbackPath, credentialsStampClaim, portalClientId } from '../sign-in-options.ts'
import { methodOf } from '../sign-ons/method-references.ts'

export interface RedeemedCode {
  userKey: string
  credentialsStamp: string
  method: SignInMethod
  authorizationSession: string
}

export interface RedemptionParts {
  /** Sends the token endpoint a request as any client would, without a network in between */
  inject: FastifyInstance['inject']
  signingKeyDirectory: SigningKeyDirectory
}

/**
 * Exchanges the code for an ID token and checks the token (OpenID Connect Core 1.0, section 3.1.3.7).
 * @returns undefined where the token endpoint refuses the code, or where the token is not for this sign-in
 */
export async function redeemCode(
  { inject, signingKeyDirectory }: RedemptionParts,
  { key, origin, baseUrl, issuer }: ReachedOrganization,
  code: string,
  { verifier, nonce }: PendingSignIn,
): Promise<RedeemedCode | undefined> {
  const form = {
    grant_type: 'authorization_code',
    client_id: portalClientId,
    redirect_uri: baseUrl + callbackPath,
    code,
    code_verifier: verifier,
  }
  const answer = await inject({
    method: 'POST',
    url: '/identity/token',
    headers: { host: new URL(origin).host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
  if (answer.statusCode === 503)
    throw new Problem('database_unavailable', 'The token endpoint cannot reach the database.')
  if (answer.statusCode >= 500) throw new Error(`the token endpoint answered ${answer.statusCode}: ${answer.payload}`)
  const { id_token: token } = answer.json<{ id_token?: string }>()
  if (token === undefined) return undefined

  const { kid } = decodeProtectedHeader(token)
  const signing = (await signingKeyDirectory.find(key)).keys.find((candidate) => candidate.kid === kid)
  if (!signing) return undefined
  // The library takes the system's time, also where the rest of the server has another clock.
  const { payload } = await jwtVerify(token, createPublicKey(signing.privateKey), {
    algorithms: [signing.algorithm],
    issuer,
    audience: portalClientId,
    requiredClaims: ['sub', 'exp', 'iat', 'nonce', authorizationSessionClaim, credentialsStampClaim],
  })
  if (payload.nonce !== nonce) return undefined
  return {
    userKey: String(payload.sub),
    credentialsStamp: String(payload[credentialsStampClaim]),
    method: methodOf(payload.amr as string[]),
    authorizationSession: String(payload[authorizationSessionClaim]),
  }
}
