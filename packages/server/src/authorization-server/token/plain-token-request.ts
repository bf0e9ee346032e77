import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'
import { relyingPartyPrefix } from '../../modules/relying-parties/registrations/relying-party-id.ts'
import { paths } from '../paths.ts'

/** A request for a token by client credentials and a secret that can be read in one way only. */
export interface PlainTokenRequest {
  clientId: string
  clientSecret: string
  resource: string | undefined
  audience: string | undefined
  scope: string | undefined
}

/** A request of a relying party for new tokens by a refresh token and a secret, which can be read in one way only as well */
export interface PlainRefreshRequest {
  clientId: string
  clientSecret: string
  refreshToken: string
  /** As it came */
  form: Record<string, string>
}

const mostBytes = 4_096
const plainContentType = /^application\/x-www-form-urlencoded(?:; ?charset=utf-8)?$/i
const knownParameters = new Set(['grant_type', 'client_id', 'client_secret', 'scope', 'resource', 'audience'])
const refreshParameters = new Set(['grant_type', 'client_id', 'client_secret', 'refresh_token'])
/** Bytes that are the same text in every charset */
const plainText = /^[\x21-\x7e]+$/
/** Narrower than RFC 6749, section 3.3 */
const plainScope = /^[\w.:/-]+(?: [\w.:/-]+)*$/
/** What form encoding (RFC 6749, section 2.3.1) leaves as it is */
const plainCredentials = /^([\w.~-]+):([\w.~-]+)$/

/**
 * Reads a token request if it is plain, and leaves any other as it came: what comes in pieces, is encoded in an unusual
 * way, repeated, empty, unknown, large, or proves the client in another way or in two.
 *
 * What is plain here, oidc-provider would take as the same request: this only ever asks for more than it does. So no rule
 * of the protocol is here twice, and a mistake makes a request slower at most.
 * @param takesRefreshes false where there are no relying parties
 */
export function readPlainTokenRequest(
  request: IncomingMessage,
  takesRefreshes = false,
): PlainTokenRequest | PlainRefreshRequest | undefined {
  const { method, url, headers } = request
  const length = Number(headers['content-length'])
  const hasArrived = length > 0 && length <= mostBytes && request.readableLength === length
  if (method !== 'POST' || url !== paths.token || !hasArrived || !isPlainHead(headers)) return undefined
  const body: Buffer = request.read()
  const read = readForm(body.toString('latin1'), headers.authorization)
  const isTaken = read && (!('refreshToken' in read) || (takesRefreshes && headers.origin === undefined))
  const plain = isTaken ? read : undefined
  // Back to where it was: nobody was told yet that the body is over.
  if (!plain) request.unshift(body)
  return plain
}

const isPlainHead = (headers: IncomingHttpHeaders): boolean =>
  plainContentType.test(headers['content-type'] ?? '') &&
  headers['transfer-encoding'] === undefined &&
  headers['content-encoding'] === undefined &&
  headers.dpop === undefined &&
  headers['oauth-client-attestation'] === undefined &&
  headers['oauth-client-attestation-pop'] === undefined

function readForm(
  text: string,
  authorization: string | undefined,
): PlainTokenRequest | PlainRefreshRequest | undefined {
  if (!plainText.test(text)) return undefined
  const form = parse(text) as Record<string, string>
  const isRefresh = form.grant_type === 'refresh_token'
  if (!isRefresh && form.grant_type !== 'client_credentials') return undefined
  const known = isRefresh ? refreshParameters : knownParameters
  for (const name in form) if (!known.has(name) || typeof form[name] !== 'string' || form[name] === '') return
  const proof = readProof(form, authorization)
  // API clients have no refresh tokens, and relying parties nothing else that is plain: the library says why they may not.
  if (!proof || proof.clientId.startsWith(relyingPartyPrefix) !== isRefresh) return undefined
  const { scope, resource, audience, refresh_token: refreshToken } = form
  if (isRefresh) return refreshToken === undefined ? undefined : { ...proof, refreshToken, form }
  return scope === undefined || plainScope.test(scope) ? { ...proof, resource, audience, scope } : undefined
}

/** By the form or by Basic, and not by both */
function readProof(
  { client_id, client_secret }: Record<string, string>,
  authorization: string | undefined,
): { clientId: string; clientSecret: string } | undefined {
  if (authorization === undefined)
    return client_id && client_secret ? { clientId: client_id, clientSecret: client_secret } : undefined
  const [, clientId, clientSecret] = plainCredentials.exec(decodeBasic(authorization)) ?? []
  if (!clientId || !clientSecret || client_secret !== undefined) return undefined
  return client_id === undefined || client_id === clientId ? { clientId, clientSecret } : undefined
}

/** Empty where it is not Basic with base64 as it is written by the book */
function decodeBasic(authorization: string): string {
  if (!authorization.startsWith('Basic ')) return ''
  const encoded = authorization.slice('Basic '.length)
  const decoded = Buffer.from(encoded, 'base64')
  return decoded.toString('base64') === encoded ? decoded.toString('latin1') : ''
}
