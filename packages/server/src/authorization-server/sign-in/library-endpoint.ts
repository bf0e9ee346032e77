import type { IncomingMessage, ServerResponse } from 'node:http'
import { stringify } from 'node:querystring'
import { Readable } from 'node:stream'
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { isDatabaseUnavailable } from '../../db/failures.ts'
import { deleteAuthorizationRecordsOfGrant } from '../../modules/members/sessions/authorization-records.ts'
import type { AuthorizationServerOptions } from '../options.ts'
import type { ErrorAnswer } from '../token/error-answer.ts'
import { temporarilyUnavailable } from '../token/temporarily-unavailable.ts'
import { endUsedTwice } from './end-used-twice.ts'
import type { SignInOptions } from './sign-in-options.ts'
import { gatherWrites, storeGathered, UsedBefore } from './sign-ons/store-later.ts'

/** Has the library answer a request. @returns its context, once all is stored and nothing is written to the caller yet */
export type AskLibrary = (request: IncomingMessage, response: ServerResponse) => Promise<KoaContextWithOIDC>

/**
 * The library's router without what Koa puts around it. What it writes while it answers is stored in one transaction before
 * anything is answered.
 */
export function libraryEndpoint(
  provider: Provider,
  { parts, organizationKey }: SignInOptions,
  log: AuthorizationServerOptions['log'],
): AskLibrary {
  const [dispatch] = provider.middleware
  if (!dispatch) throw new Error('oidc-provider has no router')

  return async (request, response) => {
    const ctx = provider.createContext(request, response) as unknown as KoaContextWithOIDC
    const writes = gatherWrites(ctx)
    try {
      await dispatch(ctx as never, notFound)
      await storeGathered(parts, writes)
    } catch (error) {
      if (error instanceof UsedBefore) await refuseUsed(ctx, error)
      else if (isDatabaseUnavailable(error)) {
        log.warn({ err: error }, 'a sign-in failed because the database is not available')
        answer(ctx, temporarilyUnavailable)
      } else {
        log.error({ err: error }, 'a sign-in failed')
        const description = 'Something went wrong on the server, and was logged there.'
        answer(ctx, { status: 500, error: 'server_error', error_description: description })
      }
    } finally {
      ctx.state.writes = undefined
    }
    return ctx
  }

  /** Of two requests with one code or refresh token, one may be a thief's: nothing of the grant is valid any more. */
  async function refuseUsed(ctx: KoaContextWithOIDC, { error, message }: UsedBefore): Promise<void> {
    const grantId = ctx.oidc.entities.Grant?.jti
    if (grantId !== undefined) {
      const { RotatedRefreshToken, AuthorizationCode } = ctx.oidc.entities
      await endUsedTwice(parts, organizationKey, grantId, RotatedRefreshToken ?? AuthorizationCode)
      await provider.Grant.adapter.destroy(grantId)
      await deleteAuthorizationRecordsOfGrant(parts, organizationKey, grantId)
    }
    answer(ctx, { status: 400, error: error || message, error_description: 'It was used before.' })
  }
}

function answer(ctx: KoaContextWithOIDC, { status, headers = {}, ...body }: ErrorAnswer): void {
  ctx.remove('Location')
  ctx.status = status
  ctx.set(headers)
  ctx.body = body
}

function notFound(): Promise<void> {
  throw new Error('oidc-provider has no such route')
}

/** Writes what the library has answered. */
export function writeAnswer({ status, body, response: { res } }: KoaContextWithOIDC): void {
  const isRedirect = status === 303
  if (isRedirect && !res.destroyed) res.removeHeader('Content-Type')
  writeText(res, status, isRedirect || body === undefined || body === null ? '' : textOf(body))
}

export function writeText(response: ServerResponse, status: number, text: string): void {
  // The caller may have hung up, and writing then is an error that is not caught.
  if (response.destroyed) return
  response.statusCode = status
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body))

/** The same request with its form unread */
export function withForm(request: IncomingMessage, form: Record<string, unknown>): IncomingMessage {
  const body = Buffer.from(stringify(form as Record<string, string>))
  // Koa sets the reason phrase by the major version.
  const { method, url, socket, httpVersion, httpVersionMajor } = request
  const headers = { ...request.headers, 'content-length': String(body.length) }
  return Object.assign(Readable.from([body], { objectMode: false }), {
    method,
    url,
    socket,
    httpVersion,
    httpVersionMajor,
    headers,
  }) as unknown as IncomingMessage
}
