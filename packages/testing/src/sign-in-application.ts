import assert from 'node:assert/strict'
import { createRelyingParty } from '@portico/server/modules/relying-parties/registrations/create-relying-party.ts'
import * as client from 'openid-client'
import { type Browser, pathOf } from './browser.ts'
import { send } from './requests.ts'
import type { TestServer } from './server.ts'

type Settings = Partial<Parameters<typeof createRelyingParty>[2]>

/** Where applications of the tests are sent back to. Nothing listens there. */
export const redirectUri = 'https://app.example.com/callback'

let made = 0

/** Registers a sign-in application. */
export const registerApplication = ({ context, system }: TestServer, settings: Settings = {}) =>
  createRelyingParty(context, system, {
    name: `Application ${++made}`,
    type: 'web',
    redirectUris: [redirectUri],
    ...settings,
  })

/** Sends what a library wants to send to the server, wherever its issuer says that it is. */
export const fetchFrom =
  ({ url }: Pick<TestServer, 'url'>): client.CustomFetch =>
  async (address, { method = 'GET', headers, body }) => {
    const { host, pathname, search } = new URL(address)
    const given = { ...Object.fromEntries(new Headers(headers)), host }
    const content = body instanceof URLSearchParams ? String(body) : body
    const answer = await send(url, method, pathname + search, { headers: given, body: content ?? undefined })
    const received = new Headers()
    for (const [name, value] of Object.entries(answer.headers))
      for (const one of [value ?? []].flat()) received.append(name, String(one))
    return new Response(answer.status === 204 ? null : answer.text, { status: answer.status, headers: received })
  }

/** The application as openid-client sees it, by discovery */
export async function configurationOf(
  server: TestServer,
  { clientId, clientSecret }: { clientId: string; clientSecret?: string | null },
  authentication: client.ClientAuth = clientSecret ? client.ClientSecretBasic(clientSecret) : client.None(),
): Promise<client.Configuration> {
  const issuer = new URL(`${server.context.publicUrl()}/identity`)
  return client.discovery(issuer, clientId, undefined, authentication, {
    execute: [client.allowInsecureRequests],
    [client.customFetch]: fetchFrom(server),
  })
}

/** A sign-in that an application has begun, with what it checks the answer by */
export async function beginAt(
  configuration: client.Configuration,
  parameters: Record<string, string> = {},
): Promise<{ path: string; checks: client.AuthorizationCodeGrantChecks }> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()]
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid',
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...parameters,
  })
  return { path: url.pathname + url.search, checks: { pkceCodeVerifier, expectedState, expectedNonce } }
}

/** Follows redirects of this server. @returns the page where they end, or where the application is sent back to */
export async function follow(browser: Browser, path: string): Promise<string> {
  let location = path
  for (let count = 0; count < 10; count++) {
    const answer = await browser.get(location)
    assert.equal(answer.status, 303, answer.text)
    const next = String(answer.headers.location)
    if (/^https?:/.test(next) && new URL(next).hostname !== 'localhost') return next
    location = pathOf(next)
    if (!location.startsWith('/identity/')) return location
  }
  throw new Error('there was no end of redirects')
}

/** Types the password where the browser is asked for it. @returns where it goes on */
export async function typePassword(
  browser: Browser,
  page: string,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const uid = /^\/sign-in\/([\w-]+)$/.exec(page)?.[1]
  assert.ok(uid, page)
  const { status, body, text } = await browser.post(`/portal/interactions/${uid}/password`, { email, password })
  assert.equal(status, 200, text)
  return pathOf(body.redirectTo)
}

/** The whole way. @returns the tokens, as openid-client has checked them */
export async function signInAt(
  configuration: client.Configuration,
  browser: Browser,
  user: { email: string; password: string },
  parameters: Record<string, string> = {},
) {
  const { path, checks } = await beginAt(configuration, parameters)
  let location = await follow(browser, path)
  if (location.startsWith('/sign-in/')) location = await follow(browser, await typePassword(browser, location, user))
  return redeem(configuration, location, checks, parameters)
}

/** Signs in somebody for whom the application is not. @returns the error with which it gets the browser back */
export async function refuseAt(
  configuration: client.Configuration,
  browser: Browser,
  user: { email: string; password: string },
): Promise<string | null> {
  const { path } = await beginAt(configuration)
  const page = await follow(browser, await typePassword(browser, await follow(browser, path), user))
  const step = `/portal/interactions/${page.slice('/sign-in/'.length)}`
  assert.equal((await browser.get(step)).body.step, 'refused')
  const { body } = await browser.post(`${step}/refusal`)
  return new URL(await follow(browser, pathOf(body.redirectTo))).searchParams.get('error')
}

/** Exchanges the code with which the browser came back. */
export const redeem = (
  configuration: client.Configuration,
  location: string,
  checks: client.AuthorizationCodeGrantChecks,
  { max_age }: Record<string, string> = {},
) =>
  client.authorizationCodeGrant(configuration, new URL(location), {
    ...checks,
    ...(max_age !== undefined && { maxAge: Number(max_age) }),
  })
