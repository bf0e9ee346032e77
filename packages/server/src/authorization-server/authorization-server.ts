import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { preflightHeaders } from '../http/hooks/answer-browser-origins.ts'
import { acceptedEncoding, isEncoded } from '../http/hooks/refuse-encoded-bodies.ts'
import { keySetMaxAge } from '../modules/foundation/signing-keys/signing-key.ts'
import type { AuthenticatingClient, AuthorizationServerOptions, ClientRequest } from './options.ts'
import { paths } from './paths.ts'
import { redirectToGet } from './sign-in/external/redirect-to-get.ts'
import type { Interactions } from './sign-in/interactions/interactions.ts'
import { type SignInEndpoints, signInEndpoints } from './sign-in/sign-in-endpoints.ts'
import type { SignOuts } from './sign-in/sign-outs/sign-outs-of.ts'
import { clientCredentialsGrant } from './token/client-credentials-grant.ts'
import { isOfRelyingParty } from './token/is-of-relying-party.ts'
import { oauthEndpoints } from './token/oauth-endpoints.ts'
import { plainTokenEndpoint } from './token/plain-token-endpoint.ts'
import { readPlainTokenRequest } from './token/plain-token-request.ts'
import { type PublicDocument, publicDocuments } from './token/public-documents.ts'
import { SigningKeyAdapter } from './token/signing-key-adapter.ts'
import { noStore } from './token/temporarily-unavailable.ts'

export interface AuthorizationServer {
  /**
   * Answers a request whose URL is relative to the issuer, for instance `/token`. Never rejects.
   */
  handle(request: IncomingMessage, response: ServerResponse, call?: Call): Promise<void>
  /** The sign-ins that are under way. Throws where people cannot sign in. */
  interactions(): Interactions
  /** The sign-outs that applications ask for. Throws as above. */
  signOuts(): SignOuts
}

interface Call {
  /** What the answer has besides, headers for browsers (`originHeaders`) among them */
  headers?: OutgoingHttpHeaders
  /** Is told what became of it, where a client has to prove who it is or asks to sign somebody in */
  report?: Report
  /** The URL that was called, where it is another one than the endpoint's own */
  alias?: string | undefined
}

type Report = (request: ClientRequest) => void
type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  report?: Report,
  alias?: string,
) => void | Promise<void>

interface Route {
  methods: string[]
  handler: Handler
}

/** The OAuth 2.0 authorization server of one organization. Cheap to make: build a new one when keys change. */
export function createAuthorizationServer<Client extends AuthenticatingClient>(
  options: AuthorizationServerOptions<Client>,
): AuthorizationServer {
  const documents = publicDocuments(options)
  // Made at the first sign-in: most nodes serve only API clients of most organizations.
  let endpoints: SignInEndpoints | undefined
  const forPeople = (): SignInEndpoints => {
    if (!options.signIn) throw new Error('people cannot sign in here')
    endpoints ??= signInEndpoints(options, options.signIn)
    return endpoints
  }
  const signingKey = SigningKeyAdapter.ofFirst(options.signingKeys)
  const grant = clientCredentialsGrant(options, signingKey)
  const answerPlainToken = plainTokenEndpoint(options, grant)
  const answerOAuth = oauthEndpoints(
    options,
    { signingKey, grant },
    options.signIn && ((request, response, form, report) => forPeople().answerForm(request, response, form, report)),
  )
  /** Relying parties have the same endpoints as API clients, and client IDs that tell them apart. */
  const answerClient: Handler = (request, response, report, alias) =>
    options.signIn && isOfRelyingParty(request)
      ? forPeople().answerForm(request, response, undefined, report)
      : answerOAuth(request, response, report, alias)
  const routes = new Map<string, Route>()
  for (const [path, document] of documents) {
    routes.set(path, { methods: ['GET', 'HEAD'], handler: (request, response) => send(document, request, response) })
  }
  for (const path of [paths.token, paths.introspection, paths.revocation]) {
    routes.set(path, { methods: ['POST'], handler: formOnly(answerClient) })
  }
  if (options.signIn) {
    const answerForm: Handler = (request, response, report) =>
      forPeople().answerForm(request, response, undefined, report)
    const userinfo: Handler = (request, response) => forPeople().userinfo(request, response)
    const endSession: Handler = (request, response) => forPeople().endSession(request, response)
    routes.set(paths.pushedRequest, { methods: ['POST'], handler: formOnly(answerForm) })
    routes.set(paths.userinfo, { methods: ['GET', 'POST'], handler: userinfo })
    routes.set(paths.endSession, { methods: ['GET', 'POST'], handler: endSession })
  }
  const authorize: Handler = (request, response, report) => forPeople().authorize(request, response, report)
  /** As a form: the parameters of its URL don't count. */
  const authorizeForm = formOnly(async (request, response) => {
    if (await redirectToGet(request, response, options.issuer + paths.authorization)) return
    refuse(response, 413, 'The form is too long: it must say its length, up to 7000 bytes.', { Connection: 'close' })
  })
  const isForBrowsers = (path: string): boolean =>
    path === paths.authorization || path.startsWith(`${paths.authorization}/`)
  const resumed = { methods: ['GET'], handler: authorize }
  const begun = {
    methods: ['GET', 'POST'],
    handler: (...given: Parameters<Handler>) => (given[0].method === 'POST' ? authorizeForm : authorize)(...given),
  }
  const routeTo = (path: string): Route | undefined => {
    if (!options.signIn || !isForBrowsers(path)) return routes.get(path)
    return path === paths.authorization ? begun : resumed
  }

  return {
    async handle(request, response, { headers = {}, report, alias } = {}) {
      // The parser hands over a head before what came with it: the body is there a moment later.
      await undefined
      const plain = options.libraryReadsAll ? undefined : readPlainTokenRequest(request, options.signIn !== undefined)
      if (plain && !('refreshToken' in plain)) return answerPlainToken(plain, response, headers, report)
      for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
      if (plain) return forPeople().refresh(plain, request, response, report)
      const path = pathOf(request)
      const route = routeTo(path)
      if (!route) return refuse(response, 404, 'There is nothing here: read the discovery document for what exists.')
      const { methods, handler } = route
      if (request.method === 'OPTIONS') return answerPreflight(response, methods)
      if (!methods.includes(request.method ?? '')) {
        response.setHeader('Allow', [...methods, 'OPTIONS'].join(', '))
        return refuse(response, 405, `Use ${methods[0]} here, not ${request.method}.`)
      }
      if (request.method === 'POST' && isEncoded(request.headers)) {
        const description =
          'Send the form as it is, without the header Content-Encoding: compressed bodies are not taken.'
        return refuse(response, 415, description, acceptedEncoding)
      }
      await handler(request, response, report, alias)
    },
    interactions: () => forPeople().interactions,
    signOuts: () => forPeople().signOuts,
  }
}

function pathOf({ url = '' }: IncomingMessage): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

function send({ contentType, body }: PublicDocument, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    'Content-Type': contentType,
    'Content-Length': body.length,
    'Cache-Control': `public, max-age=${keySetMaxAge}`,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** RFC 6749 wants forms. JSON is what people send most often instead, so say it plainly before anything else. */
function formOnly(next: Handler): Handler {
  return (request, response, report, alias) => {
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
    if (type === 'application/x-www-form-urlencoded') return next(request, response, report, alias)
    const sent = type === 'application/json' ? 'JSON' : 'this content type'
    return refuse(
      response,
      400,
      `Send the parameters as a form (Content-Type: application/x-www-form-urlencoded); ${sent} is not accepted here.`,
    )
  }
}

function answerPreflight(response: ServerResponse, methods: string[]): void {
  response.writeHead(204, {
    Allow: [...methods, 'OPTIONS'].join(', '),
    ...preflightHeaders(methods, 'Authorization, Content-Type, DPoP', 3_600),
  })
  response.end()
}

function refuse(
  response: ServerResponse,
  status: number,
  description: string,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify({ error: 'invalid_request', error_description: description })
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...noStore,
    ...headers,
  })
  response.end(body)
}
