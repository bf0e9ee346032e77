import { randomUUID } from 'node:crypto'
import Provider from 'oidc-provider'
import type { SigningKeyAdapter } from '../token/signing-key-adapter.ts'
import type { SignInClient } from './find-relying-parties.ts'
import { contextOf, methodReferences } from './method-references.ts'
import type { SignedInAccount } from './signed-in-account.ts'

type AccessToken = InstanceType<Provider['AccessToken']> & { sid?: string; aud?: string; scopes: Set<string> }

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** `aud` of access tokens for no registered API: what they are good for is userinfo. */
export const userinfoAudience = (issuer: string): string => `${issuer}/userinfo`

/**
 * Makes access tokens for relying parties JWTs (RFC 9068). None is stored: whoever asks what one is worth is told by the
 * session, the user and the relying party of that moment. The portal uses none: its own opens nothing.
 */
export function formatAccessTokens(provider: Provider, issuer: string, signingKey: SigningKeyAdapter): void {
  const header = encode({ alg: signingKey.alg, typ: 'at+jwt', kid: signingKey.kid })
  provider.AccessToken.prototype.save = async function (this: AccessToken): Promise<string> {
    const { client, account, entities } = Provider.ctx?.oidc ?? {}
    this.jti = randomUUID()
    if (!(client as SignInClient | undefined)?.relyingParty || !account) return this.jti
    const { signOn, userClaims } = account as SignedInAccount
    // Of a registered API, `scope` says what may be done there. Who it is done for is what the sign-in has asked for.
    const asked = this.aud === undefined ? this.scopes : (entities?.RefreshToken ?? entities?.AuthorizationCode)?.scopes
    const { groups, roles } = await userClaims(asked ?? new Set())
    const iat = Math.floor(Date.now() / 1000)
    const claims = {
      iss: issuer,
      aud: this.aud ?? userinfoAudience(issuer),
      sub: account.accountId,
      client_id: this.clientId,
      iat,
      exp: iat + this.expiration,
      jti: this.jti,
      scope: this.scope || undefined,
      sid: this.sid,
      auth_time: Math.floor(signOn.authenticatedAt / 1000),
      acr: contextOf(signOn.method),
      amr: methodReferences[signOn.method],
      groups,
      roles,
      cnf: this.jkt === undefined ? undefined : { jkt: this.jkt },
    }
    const content = `${header}.${encode(claims)}`
    const signature = await signingKey.sign(Buffer.from(content))
    return `${content}.${signature.toString('base64url')}`
  }
}
