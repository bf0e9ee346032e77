import { randomUUID } from 'node:crypto'
import Provider from 'oidc-provider'
import type { SigningKeyAdapter } from '../../token/signing-key-adapter.ts'
import type { SignInClient } from '../relying-parties/find-relying-parties.ts'
import type { SignedInAccount } from '../relying-parties/signed-in-account.ts'
import { contextOf, methodReferences } from '../sign-ons/method-references.ts'
import { encode, signJwt } from './sign-jwt.ts'
import { nowInSeconds } from './token-life.ts'

type AccessToken = InstanceType<Provider['AccessToken']> & { sid?: string; aud?: string; scopes: Set<string> }

/** `aud` of access tokens for no registered API: what they are good for is userinfo. */
export const userinfoAudience = (issuer: string): string => `${issuer}/userinfo`

/** What is said in an access token beside who it is for */
interface AccessTokenContent {
  jti: string
  clientId: string | undefined
  /** Undefined for no registered API */
  audience: string | undefined
  scope: string | undefined
  sid: string | undefined
  /** Thumbprint of the key that it is bound to */
  jkt: string | undefined
  /** How long it is valid */
  seconds: number
  /** What the sign-in has asked to learn of the user */
  asked: ReadonlySet<string>
}

/** Signs access tokens for relying parties (RFC 9068). */
export function accessTokenWriter(issuer: string, signingKey: SigningKeyAdapter) {
  const header = encode({ alg: signingKey.alg, typ: 'at+jwt', kid: signingKey.kid })
  return async (account: SignedInAccount, content: AccessTokenContent): Promise<string> => {
    const { jti, clientId, audience, scope, sid, jkt, seconds, asked } = content
    const { signOn, userClaims } = account
    const { groups, roles } = await userClaims(asked)
    const iat = nowInSeconds()
    const claims = {
      iss: issuer,
      aud: audience ?? userinfoAudience(issuer),
      sub: account.accountId,
      client_id: clientId,
      iat,
      exp: iat + seconds,
      jti,
      scope: scope || undefined,
      sid,
      auth_time: Math.floor(signOn.authenticatedAt / 1000),
      acr: contextOf(signOn.method),
      amr: methodReferences[signOn.method],
      groups,
      roles,
      cnf: jkt === undefined ? undefined : { jkt },
    }
    return signJwt(signingKey, header, claims)
  }
}

/**
 * Makes access tokens for relying parties JWTs. None is stored: whoever asks what one is worth is told by the session, the
 * user and the relying party of that moment. The portal uses none: its own opens nothing.
 */
export function formatAccessTokens(provider: Provider, issuer: string, signingKey: SigningKeyAdapter): void {
  const write = accessTokenWriter(issuer, signingKey)
  provider.AccessToken.prototype.save = async function (this: AccessToken): Promise<string> {
    const { client, account, entities } = Provider.ctx?.oidc ?? {}
    this.jti = randomUUID()
    if (!(client as SignInClient | undefined)?.relyingParty || !account) return this.jti
    // Of a registered API, `scope` says what may be done there. Who it is done for is what the sign-in has asked for.
    const asked = this.aud === undefined ? this.scopes : (entities?.RefreshToken ?? entities?.AuthorizationCode)?.scopes
    const { jti, clientId, aud: audience, scope, sid, jkt, expiration: seconds } = this
    const content = { jti, clientId, audience, scope, sid, jkt, seconds, asked: asked ?? new Set<string>() }
    return write(account as SignedInAccount, content)
  }
}
