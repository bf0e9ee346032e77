import { randomBytes, randomUUID } from 'node:crypto'
import type { AdapterPayload } from 'oidc-provider'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import { findAuthorizationRecord } from '../../../modules/members/sessions/authorization-records.ts'
import { hasSecrets } from '../../../modules/relying-parties/registrations/relying-party.ts'
import type { KnownRelyingParty } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import type { AuthorizationServerOptions } from '../../options.ts'
import type { PlainRefreshRequest } from '../../token/plain-token-request.ts'
import type { SigningKeyAdapter } from '../../token/signing-key-adapter.ts'
import { consuming, storing } from '../record-adapter.ts'
import { isWithin } from '../relying-parties/load-grant.ts'
import { findIssuedAccount } from '../relying-parties/signed-in-account.ts'
import type { SignInOptions } from '../sign-in-options.ts'
import { storeGathered, UsedBefore } from '../sign-ons/store-later.ts'
import { accessTokenWriter } from './format-access-tokens.ts'
import { encode, signJwt } from './sign-jwt.ts'
import { accessTokenSeconds, idTokenSeconds, nowInSeconds, refreshTokenSeconds } from './token-life.ts'

/** What the library writes down of refresh tokens that are bound to nothing and for no API */
const plainMembers = new Set(
  'iat exp jti kind clientId gty grantId sessionUid expiresWithSession accountId acr amr authTime claims nonce scope sid rotations iiat'.split(
    ' ',
  ),
)

const isEmpty = (value: object | undefined): boolean => Object.keys(value ?? {}).length === 0

interface Refreshed {
  relyingParty: KnownRelyingParty
  answer: Record<string, unknown>
}

/**
 * Answers a plain refresh with success, without oidc-provider (decision 0021). Whatever is not as at most refreshes is left
 * to the library, with nothing stored: what it refuses, and used tokens, of which it ends the grant.
 */
export function plainRefresh(
  { issuer, log }: Pick<AuthorizationServerOptions, 'issuer' | 'log'>,
  signingKey: SigningKeyAdapter,
  options: SignInOptions,
) {
  const { parts, organizationKey } = options
  const idTokenHeader = encode({ alg: signingKey.alg, kid: signingKey.kid })
  const writeAccessToken = accessTokenWriter(issuer, signingKey)
  const kindOf = (model: string) => ({ organizationKey, model })

  /** The record, where it is the client's and valid at this moment */
  async function find(model: string, id: string, clientId: string): Promise<AdapterPayload | undefined> {
    const record = await findAuthorizationRecord(parts, kindOf(model), id)
    if (!record || record.isConsumed) return undefined
    const { kind, exp = 0, iat = 0, ...payload } = record.payload as AdapterPayload
    const now = nowInSeconds()
    const isValid = kind === model && payload.clientId === clientId && iat <= now && exp > now
    return isValid ? (record.payload as AdapterPayload) : undefined
  }

  async function refresh(request: PlainRefreshRequest): Promise<Refreshed | undefined> {
    const { clientId, clientSecret, refreshToken } = request
    const relyingParty = await options.findRelyingParty(clientId)
    if (!relyingParty?.isActive || !relyingParty.allowsRefreshTokens || relyingParty.usesDpop === 'required') return
    if (!hasSecrets(relyingParty.clientAuthentication) || relyingParty.checkSecret(clientSecret) !== 'valid') return
    const token = await find('RefreshToken', refreshToken, clientId)
    if (!token || !isPlain(token)) return undefined
    const { accountId, grantId = '', sessionUid, scope = '', sid, gty = '', iiat = 0 } = token
    const grant = await find('Grant', grantId, clientId)
    const scopes = scope.split(' ')
    const { scope: allowed = '' } = (grant?.openid ?? {}) as { scope?: string }
    const granted = allowed.split(' ')
    if (!grant || !accountId || grant.accountId !== accountId || !isEmpty(grant.rejected as object | undefined)) return
    if (!scopes.includes('openid') || !isWithin(scopes, granted)) return undefined
    const account = await findIssuedAccount(accountId, { sessionUid: sessionUid ?? '', scope }, relyingParty, options)
    if (!account) return undefined

    const now = nowInSeconds()
    const seconds = accessTokenSeconds(relyingParty)
    const asked = new Set(scopes)
    const given = granted.filter((name) => asked.has(name)).join(' ')
    const access = {
      jti: randomUUID(),
      clientId,
      audience: undefined,
      scope: given,
      sid,
      jkt: undefined,
      seconds,
      asked,
    }
    const { acr, amr, authTime: auth_time, nonce } = token
    const claims = { ...(await account.claims('id_token', scope, {}, [])), acr, amr, auth_time, nonce, sid }
    const times = { aud: clientId, exp: now + idTokenSeconds, iat: now, iss: issuer }
    const answer = {
      access_token: await writeAccessToken(account, access),
      expires_in: seconds,
      id_token: await signJwt(signingKey, idTokenHeader, { ...claims, ...times }),
      // 256 bits, like the library's own
      refresh_token: randomBytes(32).toString('base64url'),
      scope: given,
      token_type: 'Bearer',
    }
    const life = refreshTokenSeconds(relyingParty, iiat)
    const next = {
      ...token,
      ...{ jti: answer.refresh_token, iat: now, exp: now + life, rotations: (token.rotations ?? 0) + 1 },
      gty: gty.endsWith('refresh_token') ? gty : `${gty} refresh_token`,
    }
    const kind = kindOf('RefreshToken')
    await storeGathered(parts, [consuming(kind, refreshToken), storing(kind, answer.refresh_token, next, life)])
    return { relyingParty, answer }
  }

  // Also where another request was faster to use the token, or the database is away: the library finds out, and tells.
  return (request: PlainRefreshRequest): Promise<Refreshed | undefined> =>
    refresh(request).catch((error) => {
      const isExpected = error instanceof UsedBefore || isDatabaseUnavailable(error)
      if (!isExpected) log.error({ err: error }, 'a refresh was left to oidc-provider, since it failed')
      return undefined
    })
}

const isPlain = (token: AdapterPayload): boolean =>
  Object.keys(token).every((name) => plainMembers.has(name)) && isEmpty(token.claims) && !token.expiresWithSession
