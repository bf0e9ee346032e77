import type { IncomingMessage, ServerResponse } from 'node:http'
import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { AuthorizationServerOptions, ClientRequest } from '../options.ts'
import { portalClientId } from '../sign-in/sign-in-options.ts'
import { authenticateApiClients, claimedClient, RelyingPartyAsks } from './authenticate-api-clients.ts'
import { acceptAssertionsForAliases, refuseReplayedAssertions } from './check-verified-assertion.ts'
import { type ClientCredentialsGrant, registerClientCredentialsGrant } from './client-credentials-grant.ts'
import {
  answerToFailure,
  asAuthenticationFailure,
  authenticationFailure,
  isWithoutCredentials,
} from './error-answer.ts'
import { providerConfiguration } from './provider-configuration.ts'
import type { SigningKeyAdapter } from './signing-key-adapter.ts'
import { structuredTokenAnswers } from './structured-token-answers.ts'
import { noStore } from './temporarily-unavailable.ts'

/** Answers relying parties, and grant_type=authorization_code of the portal. The form was read already. */
type AnswerForm = (
  request: IncomingMessage,
  response: ServerResponse,
  form: Record<string, unknown>,
  report?: (request: ClientRequest) => void,
) => Promise<void>

type Endpoint = (
  request: IncomingMessage,
  response: ServerResponse,
  report?: (request: ClientRequest) => void,
  alias?: string,
) => Promise<void>

interface Issuing {
  signingKey: SigningKeyAdapter
  grant: ClientCredentialsGrant
}

/**
 * The endpoints that need client authentication: token, introspection and revocation. oidc-provider reads the requests.
 */
export function oauthEndpoints(
  options: AuthorizationServerOptions,
  issuing: Issuing,
  answerForm?: AnswerForm,
): Endpoint {
  const provider = createProvider(options, issuing)
  const answerStructuredToken = structuredTokenAnswers(options)
  // The library's router, run without what Koa puts around it: every answer is written below.
  const [dispatch] = provider.middleware
  if (!dispatch) throw new Error('oidc-provider has no router')

  return async (request, response, report, alias) => {
    for (const [name, value] of Object.entries(noStore)) response.setHeader(name, value)
    const ctx = provider.createContext(request, response) as unknown as KoaContextWithOIDC
    if (alias !== undefined) ctx.state.alias = alias
    try {
      await dispatch(ctx as never, notFound)
      if (ctx.state.failure instanceof errors.UnsupportedTokenType) {
        ctx.state.failure = undefined
        await answerStructuredToken[ctx.oidc.route]?.(ctx, String(ctx.oidc.params?.token))
      }
    } catch (error) {
      ctx.state.failure = error
    }
    if (ctx.state.failure) {
      // Neither the portal nor relying parties are API clients, so they end up here: checking for them first would slow
      // down API clients.
      const isForPeople = ctx.state.failure instanceof RelyingPartyAsks || grantOfPortal(ctx) === 'authorization_code'
      if (answerForm && isForPeople) {
        const { body } = ctx.oidc as unknown as { body: Record<string, unknown> }
        emptyContext(ctx)
        return answerForm(request, response, body, report)
      }
      ctx.state.failure = asAuthenticationFailure(ctx.state.failure)
      const grant = answerForm && grantOfPortal(ctx)
      if (grant && isWithoutCredentials(ctx.state.failure))
        ctx.state.failure = new errors.UnauthorizedClient('The portal may use grant_type=authorization_code only.')
    }
    let error: string | undefined
    if (ctx.state.failure) {
      const { status, headers = {}, ...body } = answerToFailure(ctx.state.failure, ctx, options)
      ctx.status = status
      ctx.set(headers)
      ctx.body = body
      error = body.error
    }
    const claimed = claimedClient(ctx)
    report?.({ ...claimed, failure: error && authenticationFailure(ctx.state.failure, claimed.client), error })
    write(response, ctx.body)
    emptyContext(ctx)
  }
}

function createProvider(options: AuthorizationServerOptions, { signingKey, grant }: Issuing): Provider {
  const provider = new Provider(options.issuer, providerConfiguration(signingKey, options.keyUsed))
  registerClientCredentialsGrant(provider, grant)
  authenticateApiClients(provider, options)
  refuseReplayedAssertions(provider, options)
  rememberFailures(provider)
  // The library takes scheme and host from the request, so that a caller could choose the audience that a
  // client assertion has to name.
  provider.OIDCContext.prototype.urlFor = (name, urlOptions) => provider.urlFor(name, urlOptions)
  acceptAssertionsForAliases(provider)
  return provider
}

/** The library answers errors itself and reports them only as events. This keeps them for our own answers. */
function rememberFailures(provider: Provider): void {
  const remember = (ctx: KoaContextWithOIDC, error: Error) => {
    ctx.state.failure = error
  }
  provider.on('grant.error', remember)
  provider.on('introspection.error', remember)
  provider.on('revocation.error', remember)
  provider.on('server_error', remember)
}

/** What the portal asks the token endpoint for; undefined where somebody else asks. */
function grantOfPortal({ oidc }: KoaContextWithOIDC): unknown {
  const { grant_type, client_id } = oidc?.body ?? {}
  return oidc?.route === 'token' && client_id === portalClientId ? grant_type : undefined
}

function notFound(): Promise<void> {
  throw new Error('oidc-provider has no such route')
}

function write(response: ServerResponse, body: unknown): void {
  // The caller may have hung up, and writing then is an error that is not caught.
  if (response.destroyed) return
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}

/**
 * The library defines an accessor on each context, and V8 keeps accessors in the old generation: a context outlives its
 * request until the next full collection, with all that it holds. Emptied, it costs the small collections far less.
 */
function emptyContext(ctx: KoaContextWithOIDC): void {
  Object.assign(ctx, { req: undefined, res: undefined, request: undefined, response: undefined, state: undefined })
}
