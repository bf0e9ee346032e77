import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { findSignOnOfClient } from '../../../modules/members/sessions/find-sign-on.ts'
import type { SignOn } from '../../../modules/members/sessions/sign-on.ts'
import { getConsentedScopes } from '../../../modules/relying-parties/consents/get-consent.ts'
import type { KnownRelyingParty } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import { mayUseRelyingParty } from '../../../modules/relying-parties/token-claims/may-use-relying-party.ts'
import type { AuthorizationServerOptions, SigningKey } from '../../options.ts'
import { isWithin } from '../relying-parties/load-grant.ts'
import { isConsented } from '../relying-parties/resource-servers.ts'
import type { SignInOptions } from '../sign-in-options.ts'
import { userinfoAudience } from './format-access-tokens.ts'
import type { SignInTokenClaims, VerifiedSignInToken } from './verified-sign-in-token.ts'

/** A token that is worth something at this moment, and of whom */
interface LivingToken {
  claims: SignInTokenClaims
  scopes: ReadonlySet<string>
  signOn: SignOn
  relyingParty: KnownRelyingParty
}

const isSigned: Record<SigningKey['algorithm'], (key: KeyObject, data: Buffer, signature: Buffer) => boolean> = {
  ES256: (key, data, signature) => verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature),
  EdDSA: (key, data, signature) => verify(null, data, key, signature),
  RS256: (key, data, signature) => verify('sha256', data, key, signature),
  PS256: (key, data, signature) => verify('sha256', data, { key, padding: 6, saltLength: 32 }, signature),
}

/**
 * What access tokens of relying parties are worth: the token itself, of which the signature is checked once, and then, each
 * time anew, the session in which it was issued, its user, the relying party and for whom that is.
 */
export function accessTokenChecks(
  {
    issuer,
    signingKeys,
    isTokenRevoked,
    clock = { now: Date.now },
  }: Pick<AuthorizationServerOptions, 'issuer' | 'signingKeys' | 'isTokenRevoked' | 'clock'>,
  { parts, organizationKey, findRelyingParty, registeredApis, verifiedTokens }: SignInOptions,
) {
  // Our own tokens have one header for each key, and no other is accepted: neither another algorithm nor another type.
  const keys = new Map(
    signingKeys.map(({ kid, algorithm, privateKey, retiresAt }) => {
      const header = Buffer.from(JSON.stringify({ alg: algorithm, typ: 'at+jwt', kid })).toString('base64url')
      const retires = retiresAt ? Date.parse(retiresAt) : Number.POSITIVE_INFINITY
      return [header, { algorithm, publicKey: createPublicKey(privateKey), retires }]
    }),
  )

  /** From memory or new: whether it was issued by this issuer, has not expired, and its key still counts. */
  function isOurs({ header, claims }: Pick<VerifiedSignInToken, 'header' | 'claims'>): boolean {
    const key = keys.get(header)
    const now = clock.now()
    return key !== undefined && now < key.retires && claims.iss === issuer && now < claims.exp * 1000
  }

  function verified(token: string): VerifiedSignInToken | undefined {
    const [header = '', payload = '', signature = '', ...more] = token.split('.')
    const key = keys.get(header)
    if (!key || more.length > 0) return undefined
    const content = Buffer.from(`${header}.${payload}`)
    const bytes = Buffer.from(signature, 'base64url')
    // Node reads over what is no base64. With each other spelling remembered, one token would fill the memory of all.
    if (bytes.toString('base64url') !== signature) return undefined
    if (!isSigned[key.algorithm](key.publicKey, content, bytes)) return undefined
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as SignInTokenClaims
    if (typeof claims.sid !== 'string' || !isOurs({ header, claims })) return undefined
    return { header, claims, scopes: new Set(claims.scope?.split(' ')) }
  }

  async function verifiedAndNotRevoked(token: string): Promise<VerifiedSignInToken | undefined> {
    const found = verified(token)
    return found && !(await isTokenRevoked(found.claims.jti)) ? found : undefined
  }

  function remembered(token: string): VerifiedSignInToken | undefined {
    const known = verifiedTokens.get(organizationKey, token)
    return known && isOurs(known) ? known : undefined
  }

  return {
    /** The claims, where the token was issued here to a relying party and has not expired */
    read: (token: string): SignInTokenClaims | undefined => verified(token)?.claims,

    /** Undefined for a token that is worth nothing any more. */
    async find(token: string): Promise<LivingToken | undefined> {
      const known =
        remembered(token) ?? (await verifiedTokens.load(organizationKey, token, () => verifiedAndNotRevoked(token)))
      if (!known) return undefined
      const { claims, scopes } = known
      const { sid, iat } = claims
      const signOn = await findSignOnOfClient(parts, organizationKey, { sid, issuedAt: iat * 1000 })
      if (!signOn || signOn.user.key !== claims.sub) return undefined
      const relyingParty = await findRelyingParty(claims.client_id)
      if (!relyingParty?.isActive) return undefined
      if (!(await mayUseRelyingParty(parts, organizationKey, claims.sub, relyingParty))) return undefined
      const ofApi = claims.aud === userinfoAudience(issuer) ? undefined : claims.aud
      if (ofApi !== undefined) {
        const api = await registeredApis.find(ofApi)
        if (!api || !isWithin([...scopes], await registeredApis.scopesGrantedTo(relyingParty, api))) return undefined
      }
      if (relyingParty.requiresConsent) {
        const allowed = await getConsentedScopes(parts, organizationKey, claims.sub, relyingParty.key)
        if (!isConsented({ scope: claims.scope, resource: ofApi }, allowed)) return undefined
      }
      return { claims, scopes, signOn, relyingParty }
    },
  }
}

export type AccessTokenChecks = ReturnType<typeof accessTokenChecks>
