import { createPublicKey } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import type Provider from 'oidc-provider'
import { firstLanguage, type Language } from '../../../config/languages.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import { isLoopbackUrl } from '../../../http/is-loopback-url.ts'
import { findProviderSession } from '../../../modules/members/sessions/find-provider-session.ts'
import { findKeptSignOn } from '../../../modules/members/sessions/find-sign-on.ts'
import { removedSessionCookie } from '../../../modules/members/sessions/session-cookie.ts'
import { signOutEverywhere } from '../../../modules/members/sessions/sign-out-everywhere.ts'
import { applicationLogoPath } from '../../../modules/relying-parties/my-applications/application-logo-path.ts'
import type { KnownRelyingParty } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import { actingUser } from '../../../modules/sign-in/credentials/acting-user.ts'
import type { AuthorizationServerOptions } from '../../options.ts'
import { paths } from '../../paths.ts'
import { noStore } from '../../token/temporarily-unavailable.ts'
import { redirectToGet } from '../external/redirect-to-get.ts'
import type { SignInClient } from '../relying-parties/find-relying-parties.ts'
import { failedSignInPage, type SignInOptions, type SignInProblem, signOutPage } from '../sign-in-options.ts'
import { sidOf } from '../sign-ons/store-changed-sessions.ts'

/** What a request to sign out asks for, once it is checked */
interface SignOutRequest {
  /** The session that ends */
  uid: string
  clientId: string | null
  /** Where the browser goes afterwards: an address that the application has registered */
  redirectTo: string | null
  /** The language that the application has asked for */
  uiLocales?: Language | undefined
  /** Milliseconds since 1970 */
  until: number
}

const askedMilliseconds = 900_000

export type SignOuts = ReturnType<typeof signOutsOf>

/** Sign-outs at the wish of applications (OpenID Connect RP-Initiated Logout 1.0), and what the page for them does. */
export function signOutsOf(
  provider: Provider,
  { issuer, signingKeys, log }: Pick<AuthorizationServerOptions, 'issuer' | 'signingKeys' | 'log'>,
  options: SignInOptions,
) {
  const { parts, organizationKey, origin, basePath } = options
  const use = `sign-out ${organizationKey}`

  async function sessionOf(request: IncomingMessage, response: ServerResponse) {
    const session = await provider.Session.get(provider.createContext(request, response) as never)
    return session.accountId === undefined ? undefined : session
  }

  /** The audience and the session of an ID token that this server has issued, which may have expired since */
  async function readHint(hint: string): Promise<{ clientId: string; sid: unknown } | undefined> {
    try {
      const { kid } = decodeProtectedHeader(hint)
      const key = signingKeys.find((candidate) => candidate.kid === kid)
      if (!key) return undefined
      const { payload } = await jwtVerify(hint, createPublicKey(key.privateKey), {
        algorithms: [key.algorithm],
        issuer,
        currentDate: new Date(0),
      })
      return typeof payload.aud === 'string' ? { clientId: payload.aud, sid: payload.sid } : undefined
    } catch {
      return undefined
    }
  }

  /** @returns where the browser goes on: to the target, or to the person's external provider before */
  async function end(request: IncomingMessage, response: ServerResponse, uid: string, target: string): Promise<string> {
    const signOn = await findKeptSignOn(parts, organizationKey, uid)
    const signedInBy = signOn ? await findProviderSession(parts, organizationKey, { uid }) : null
    if (signOn) {
      const principal = actingUser(organizationKey, signOn.user, options.sourceOf(request))
      await signOutEverywhere(parts, principal, uid)
    }
    // The authorization server's own cookie names a session that is gone.
    response.appendHeader('set-cookie', removedSessionCookie(origin))
    const left = await options.leaveProvider({ provider: signedInBy, target, cookies: request.headers.cookie })
    if (!left) return target
    response.appendHeader('set-cookie', left.cookies)
    return left.url
  }

  const signedOut = (redirectTo: string | null, uiLocales: Language | undefined): string =>
    redirectTo ?? basePath + signOutPage({}, uiLocales)

  async function begin(request: IncomingMessage, response: ServerResponse): Promise<string> {
    const query = URL.parse(request.url ?? '', issuer)?.searchParams ?? new URLSearchParams()
    const names = ['id_token_hint', 'client_id', 'post_logout_redirect_uri', 'state', 'ui_locales']
    const [hint, namedClient, redirect, state, languages] = names.map((name) => query.get(name) || undefined)
    const uiLocales = firstLanguage(languages)
    if (names.some((name) => query.getAll(name).length > 1)) return failed('invalid-request', uiLocales)
    const read = hint === undefined ? undefined : await readHint(hint)
    if (hint !== undefined && !read) return failed('invalid-request', uiLocales)
    if (read && namedClient !== undefined && namedClient !== read.clientId) return failed('invalid-request', uiLocales)
    const clientId = read?.clientId ?? namedClient
    const client = clientId === undefined ? undefined : ((await provider.Client.find(clientId)) as SignInClient)
    if (clientId !== undefined && !client?.relyingParty) return failed('unknown-client', uiLocales)
    // As for redirect URIs: exact, but for the port of loopback addresses of native applications.
    const isRegistered =
      redirect !== undefined && client?.relyingParty !== undefined && isRegisteredFor(client.relyingParty, redirect)
    // Not to an address that nobody has registered, also where nobody is signed in.
    if (redirect !== undefined && !isRegistered) return failed('unregistered-address', uiLocales)
    const redirectTo = isRegistered ? withState(redirect, state) : null
    const session = await sessionOf(request, response)
    if (!session) return signedOut(redirectTo, uiLocales)
    // Who sends what was issued in this very session is the application; anybody else may be a page that means harm.
    if (read && read.sid === sidOf(options, session.uid, read.clientId)) {
      return end(request, response, session.uid, signedOut(redirectTo, uiLocales))
    }
    const until = parts.clock.now() + askedMilliseconds
    const asked: SignOutRequest = { uid: session.uid, clientId: clientId ?? null, redirectTo, uiLocales, until }
    const token = parts.vault.encryptCookie(use, JSON.stringify(asked))
    return basePath + signOutPage({ request: token }, uiLocales)
  }

  const failed = (problem: SignInProblem, uiLocales?: Language): string =>
    basePath + failedSignInPage(problem, uiLocales)

  /** Undefined where it is not of this browser's session, or too old */
  async function read(request: IncomingMessage, response: ServerResponse, token: string) {
    let asked: SignOutRequest
    try {
      asked = JSON.parse(parts.vault.decryptCookie(use, token))
    } catch {
      return undefined
    }
    const session = await sessionOf(request, response)
    if (asked.until < parts.clock.now() || session?.uid !== asked.uid) return undefined
    return asked
  }

  return {
    /** The endpoint. A form of another site brings no cookies: it goes on as a GET, as at the authorization endpoint. */
    async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      let location: string
      try {
        if (request.method === 'POST' && (await redirectToGet(request, response, issuer + paths.endSession))) return
        location = request.method === 'POST' ? failed('invalid-request') : await begin(request, response)
      } catch (err) {
        log[isDatabaseUnavailable(err) ? 'warn' : 'error']({ err }, 'a sign-out failed')
        location = failed(isDatabaseUnavailable(err) ? 'unavailable' : 'failed')
      }
      response.writeHead(303, { location, 'content-length': 0, ...noStore }).end()
    },

    /** Which application asks to sign out; undefined where there is nothing to ask any more */
    async read(request: IncomingMessage, response: ServerResponse, token: string) {
      const asked = await read(request, response, token)
      if (!asked) return undefined
      const client = asked.clientId === null ? undefined : await provider.Client.find(asked.clientId)
      const found = (client as SignInClient | undefined)?.relyingParty
      return { client: found ? { name: found.name, logoUrl: applicationLogoPath(found) } : null }
    },

    /** The person has confirmed it. @returns where the browser goes on; undefined as in `read` */
    async confirm(request: IncomingMessage, response: ServerResponse, token: string): Promise<string | undefined> {
      const asked = await read(request, response, token)
      if (!asked) return undefined
      return end(request, response, asked.uid, signedOut(asked.redirectTo, asked.uiLocales))
    },
  }
}

function withState(redirect: string, state: string | undefined): string {
  if (state === undefined) return redirect
  const url = new URL(redirect)
  url.searchParams.set('state', state)
  return url.href
}

function isRegisteredFor({ type, postLogoutRedirectUris }: KnownRelyingParty, asked: string): boolean {
  if (postLogoutRedirectUris.includes(asked)) return true
  const url = URL.parse(asked)
  if (type !== 'native' || !url || !isLoopbackUrl(url)) return false
  url.port = ''
  return postLogoutRedirectUris.some((uri) => {
    const registered = URL.parse(uri)
    if (registered) registered.port = ''
    return registered?.href === url.href
  })
}
