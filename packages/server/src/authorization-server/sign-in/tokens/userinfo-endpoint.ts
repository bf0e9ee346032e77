import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import { text } from 'node:stream/consumers'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import { getUserClaims } from '../../../modules/relying-parties/token-claims/get-user-claims.ts'
import type { AuthorizationServerOptions } from '../../options.ts'
import { paths } from '../../paths.ts'
import { noStore, temporarilyUnavailable } from '../../token/temporarily-unavailable.ts'
import type { SignInOptions } from '../sign-in-options.ts'
import { hasProof } from '../sign-ons/has-proof.ts'
import type { AccessTokenChecks } from './access-token-checks.ts'
import { userinfoAudience } from './format-access-tokens.ts'

const longestForm = 16_384

interface Presented {
  scheme: string
  token: string
}

/** OpenID Connect Core 1.0, section 5.3. Nothing is read of the token but whose it is: what it answers is of this moment. */
export function userinfoEndpoint(
  { issuer, log }: Pick<AuthorizationServerOptions, 'issuer' | 'log'>,
  checks: AccessTokenChecks,
  options: SignInOptions,
) {
  const url = issuer + paths.userinfo
  const audience = userinfoAudience(issuer)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const presented = await presentedToken(request)
    if (presented === 'several')
      return refuse(
        response,
        400,
        'invalid_request',
        'Send one access token, in the Authorization header or in the form.',
      )
    if (!presented) return refuse(response, 401)
    const { scheme, token } = presented
    const living = await checks.find(token)
    if (!living || living.claims.aud !== audience)
      return refuse(response, 401, 'invalid_token', 'The access token is not valid here, or not any more.', scheme)
    const { claims, scopes, signOn, relyingParty } = living
    const jkt = claims.cnf?.jkt
    const isProven = await (jkt === undefined
      ? scheme === 'Bearer'
      : scheme === 'DPoP' && hasProof(request, { url, token, jkt, clientId: relyingParty.clientId }, options))
    if (!isProven) {
      const words = 'The access token belongs to a key: send it as DPoP, with a proof of that key for this request.'
      const bearer = 'The access token belongs to no key: send it as Bearer.'
      return refuse(
        response,
        401,
        'invalid_token',
        jkt === undefined ? bearer : words,
        jkt === undefined ? 'Bearer' : 'DPoP',
      )
    }
    if (!scopes.has('openid'))
      return refuse(response, 403, 'insufficient_scope', 'The access token needs the scope openid.', scheme)
    const { origin } = request.headers
    const isForOrigin = relyingParty.redirectUris.some((uri) => URL.canParse(uri) && new URL(uri).origin === origin)
    if (origin !== undefined && !isForOrigin) response.removeHeader('Access-Control-Allow-Origin')
    const own = await getUserClaims(options.parts, options.organizationKey, signOn.user, relyingParty, scopes)
    send(response, 200, { sub: claims.sub, ...own })
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(request, response)
    } catch (err) {
      if (isDatabaseUnavailable(err)) {
        log.warn({ err }, 'userinfo cannot reach the database')
        const { status, headers, ...body } = temporarilyUnavailable
        return send(response, status, body, headers)
      }
      log.error({ err }, 'userinfo failed')
      send(response, 500, { error: 'server_error', error_description: 'Something went wrong, and was logged.' })
    }
  }
}

/** RFC 6750, sections 2.1 and 2.2. One in the URL would stand in logs, and counts for none. */
async function presentedToken(request: IncomingMessage): Promise<Presented | 'several' | undefined> {
  const { authorization } = request.headers
  const [, scheme = '', token = ''] = /^(Bearer|DPoP) +([\w.~+/-]+=*)$/i.exec(authorization ?? '') ?? []
  const inForm = request.method === 'POST' ? await tokenInForm(request) : undefined
  if (authorization !== undefined && inForm !== undefined) return 'several'
  if (inForm !== undefined) return { scheme: 'Bearer', token: inForm }
  if (!token) return undefined
  return { scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', token }
}

async function tokenInForm(request: IncomingMessage): Promise<string | undefined> {
  const { 'content-type': type = '', 'content-length': length } = request.headers
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded') || !(Number(length) <= longestForm)) return
  const { access_token: token } = parse(await text(request))
  return token === undefined ? undefined : String(token)
}

function refuse(
  response: ServerResponse,
  status: number,
  error?: string,
  description?: string,
  scheme = 'Bearer',
): void {
  // RFC 6750, section 3.1: who sends no token is told how to send one, and no error.
  const challenge = error ? `${scheme} error="${error}", error_description="${description}"` : scheme
  const headers = { 'WWW-Authenticate': status === 400 ? 'Bearer' : challenge }
  send(response, status, error ? { error, error_description: description } : {}, headers)
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  if (response.destroyed) return
  const content = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(content),
    ...noStore,
    ...headers,
  })
  response.end(content)
}
