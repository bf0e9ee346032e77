import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import type { ClientRequest } from '../options.ts'
import { paths } from '../paths.ts'
import type { InteractionCookie } from './interactions/interaction-cookie.ts'
import { type AskLibrary, writeAnswer } from './library-endpoint.ts'
import { noteRefusals } from './note-refusals.ts'
import { failedSignInPage, interactionPath, type SignInOptions, signInPage } from './sign-in-options.ts'

export type AuthorizeEndpoint = (
  request: IncomingMessage,
  response: ServerResponse,
  report?: (request: ClientRequest) => void,
) => Promise<void>

/** The authorization endpoint, where a sign-in begins and where it continues once the user has proven who they are */
export function authorizeEndpoint(
  provider: Provider,
  ask: AskLibrary,
  cookie: InteractionCookie,
  options: SignInOptions,
): AuthorizeEndpoint {
  const refusalOf = noteRefusals(provider)
  provider.on('interaction.started', ({ req, res, oidc }) => {
    const uid = oidc.entities.Interaction?.uid
    if (uid !== undefined) res.appendHeader('set-cookie', cookie.begin(uid, req.headers.cookie))
  })
  provider.on('interaction.ended', ({ res, oidc }) => {
    const uid = oidc.entities.Interaction?.uid
    if (uid !== undefined) res.appendHeader('set-cookie', cookie.end(uid))
  })
  // The library goes on with the interaction that its cookie names, whatever the address says.
  const resumeCookie = (request: IncomingMessage, response: ServerResponse): string | undefined =>
    provider.createContext(request, response).cookies.get(provider.cookieName('resume'), { signed: true })
  return async (request, response, report) => {
    const uid = resumedInteraction(request)
    const isOwn = (): boolean =>
      cookie.hasBegun(uid ?? '', request.headers.cookie) && resumeCookie(request, response) === uid
    if (uid !== undefined && !isOwn()) return redirect(response, options.basePath + failedSignInPage('expired'))
    bindCookieToInteraction(response, options.basePath)
    const ctx = await ask(request, response)
    const { status } = ctx
    // People get a page, whatever failed.
    if (status >= 500) {
      redirect(response, options.basePath + failedSignInPage(status === 503 ? 'unavailable' : 'failed'))
    } else writeAnswer(ctx)
    const refusal = refusalOf(request)
    if (refusal) report?.(refusal)
  }
}

/** The interaction that goes on, by the address where it does; undefined where a new sign-in begins. */
function resumedInteraction({ url = '' }: IncomingMessage): string | undefined {
  const [path = ''] = url.split('?', 1)
  return path.startsWith(`${paths.authorization}/`) ? path.slice(paths.authorization.length + 1) : undefined
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, 'See Other', { location, 'cache-control': 'no-store', 'content-length': 0 }).end()
}

/** The library binds the cookie to the page's path. It belongs to the address to which the page sends what was typed. */
function bindCookieToInteraction(response: ServerResponse, basePath: string): void {
  const page = basePath + signInPage('')
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie' || !Array.isArray(value)) return setHeader(name, value)
    return setHeader(
      name,
      value.map((cookie) => cookie.replace(`path=${page}`, `path=${basePath}${interactionPath('')}`)),
    )
  }
}
