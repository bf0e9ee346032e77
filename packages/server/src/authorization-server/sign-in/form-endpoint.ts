import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { ClientRequest } from '../options.ts'
import { noStore } from '../token/temporarily-unavailable.ts'
import { type AskLibrary, withForm, writeAnswer } from './library-endpoint.ts'
import type { SignInClient } from './relying-parties/find-relying-parties.ts'
import type { SignInOptions } from './sign-in-options.ts'
import type { AccessTokenChecks } from './tokens/access-token-checks.ts'
import { answerSignInToken } from './tokens/answer-sign-in-token.ts'

export type FormEndpoint = (
  request: IncomingMessage,
  response: ServerResponse,
  form: Record<string, unknown> | undefined,
  report?: (request: ClientRequest) => void,
) => Promise<void>

/**
 * The endpoints where relying parties prove who they are, and the token endpoint for the portal
 * @returns what takes the form where it was already read from the request
 */
export function formEndpoint(
  provider: Provider,
  ask: AskLibrary,
  checks: AccessTokenChecks,
  options: SignInOptions,
): FormEndpoint {
  // The library declines tokens that are JWTs.
  const declined = new WeakSet<KoaContextWithOIDC>()
  const noteDeclined = (ctx: KoaContextWithOIDC, error: unknown): void => {
    if (error instanceof errors.UnsupportedTokenType) declined.add(ctx)
  }
  provider.on('introspection.error', noteDeclined)
  provider.on('revocation.error', noteDeclined)

  return async (request, response, form, report) => {
    response.removeHeader('WWW-Authenticate')
    for (const [name, value] of Object.entries(noStore)) response.setHeader(name, value)
    const ctx = await ask(form ? withForm(request, form) : request, response)
    if (declined.has(ctx)) await answerSignInToken(ctx, checks, options)
    refuseOtherOrigins(ctx, request)
    const { relyingParty } = (ctx.oidc.client ?? {}) as SignInClient
    if (ctx.oidc.route === 'token' && ctx.status === 200 && relyingParty) options.relyingPartyUsed(relyingParty)
    report?.(requestOf(ctx))
    writeAnswer(ctx)
  }
}

/** A page may read what an application's own page is answered, see the redirect URIs, and what tells who nobody is. */
function refuseOtherOrigins({ oidc: { client }, res }: KoaContextWithOIDC, { headers: { origin } }: IncomingMessage) {
  const { relyingParty } = (client ?? {}) as SignInClient
  if (origin === undefined || !relyingParty) return
  const isOwn = relyingParty.redirectUris.some((uri) => URL.canParse(uri) && new URL(uri).origin === origin)
  if (isOwn) res.setHeader('Access-Control-Expose-Headers', 'DPoP-Nonce, WWW-Authenticate')
  else res.removeHeader('Access-Control-Allow-Origin')
}

/** For the log: who asked, and what was refused */
function requestOf({ oidc, status, body }: KoaContextWithOIDC): ClientRequest {
  const clientId = oidc.client?.clientId ?? String(oidc.body?.client_id ?? '').slice(0, 64)
  const { error, error_description: description } = (status >= 400 ? (body ?? {}) : {}) as Record<string, string>
  const words = [error, description, clientId && `client_id ${clientId}`].filter(Boolean).join(', ')
  return { client: undefined, clientId, failure: undefined, error: error && words }
}
