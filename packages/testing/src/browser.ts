import assert from 'node:assert/strict'
import { type Received, type SendOptions, send } from './requests.ts'

interface Cookie {
  name: string
  value: string
  path: string
  /** Its attributes as they were set */
  attributes: string
}

/** Keeps cookies as browsers do, and sends each where it belongs. Redirects are followed one at a time. */
export class Browser {
  #cookies: Cookie[] = []
  readonly #url: string
  readonly #origin: URL

  /** @param origin what it has in the address bar, if it isn't localhost: a proxy may stand in between */
  constructor(url: string, origin = `http://localhost:${new URL(url).port}`) {
    this.#url = url
    this.#origin = new URL(origin)
  }

  /** All cookies: those that were set by answers, and those that were added. */
  get cookies(): readonly Cookie[] {
    return this.#cookies
  }

  /** The one that was set last under this name. */
  cookie(name: string): Cookie | undefined {
    return this.#cookies.findLast((cookie) => cookie.name === name)
  }

  /** Adds cookies as a thief copies them, or as another site plants them. */
  addCookies(...cookies: Cookie[]): void {
    for (const cookie of cookies) {
      const others = this.#cookies.filter(({ name, path }) => name !== cookie.name || path !== cookie.path)
      this.#cookies = [...others, cookie]
    }
  }

  /** The Cookie header for a path. */
  cookiesFor(path: string): string {
    const [pathname = ''] = path.split('?', 1)
    const belongs = (cookie: Cookie): boolean =>
      pathname === cookie.path || pathname.startsWith(cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`)
    return this.#cookies
      .filter(belongs)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  async send(method: string, path: string, { headers = {}, ...options }: SendOptions = {}): Promise<Received> {
    const cookie = this.cookiesFor(path)
    const answer = await send(this.#url, method, path, {
      ...options,
      headers: { host: this.#origin.host, ...(cookie === '' ? {} : { cookie }), ...headers },
    })
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line)
    return answer
  }

  /** What a page of the portal sends: with where it comes from, and the CSRF token once signed in. */
  async post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Received> {
    return this.send('POST', path, {
      body,
      headers: { origin: this.#origin.origin, 'sec-fetch-site': 'same-origin', ...headers },
    })
  }

  get(path: string): Promise<Received> {
    return this.send('GET', path, { headers: { accept: 'text/html,*/*' } })
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const name = pair.slice(0, pair.indexOf('='))
    const value = pair.slice(name.length + 1)
    const given = (key: string): string | undefined =>
      attributes.find((attribute) => attribute.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1)
    const path = given('path') ?? '/'
    const isGone = value === '' || given('max-age') === '0' || Date.parse(given('expires') ?? '9999-01-01') < 1_000
    if (isGone) this.#cookies = this.#cookies.filter((cookie) => cookie.name !== name || cookie.path !== path)
    else this.addCookies({ name, value, path, attributes: attributes.join('; ') })
  }
}

/** Where an answer leads, as a path on this server. */
export function target(answer: Received): string {
  assert.equal(answer.status, 303, answer.text)
  return pathOf(String(answer.headers.location))
}

/** The path of a location, with its query and its fragment. */
export function pathOf(location: string): string {
  const { pathname, search, hash } = new URL(location, 'http://localhost')
  return pathname + search + hash
}

/** Begins a sign-in and goes on to the page that asks for the password. @returns the interaction's `uid` */
export async function beginSignIn(browser: Browser, returnTo?: string): Promise<string> {
  const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`
  const authorize = target(await browser.get(`/portal/sign-in${query}`))
  const page = target(await browser.get(authorize))
  const uid = /^\/sign-in\/([\w-]+)$/.exec(page)?.[1]
  assert.ok(uid, page)
  return uid
}

/** Goes on from the sign-in page until the portal is reached. @returns its address there */
export async function finishSignIn(browser: Browser, redirectTo: string): Promise<string> {
  const callback = target(await browser.get(pathOf(redirectTo)))
  assert.ok(callback.startsWith('/portal/callback?'), callback)
  return target(await browser.get(callback))
}

/** The whole way with e-mail and password. @returns where the portal goes on */
export async function signIn(
  browser: Browser,
  { email, password }: { email: string; password: string },
  returnTo?: string,
): Promise<string> {
  const uid = await beginSignIn(browser, returnTo)
  const { status, body, text } = await browser.post(`/portal/interactions/${uid}/password`, { email, password })
  assert.equal(status, 200, text)
  return finishSignIn(browser, body.redirectTo)
}

/** What the pages load first. */
export async function sessionIn(browser: Browser) {
  const { status, body, text } = await browser.get('/portal/session')
  assert.equal(status, 200, text)
  return body as {
    user: { key: string; name: string; email: string }
    permissions: { name: string; environments: 'all' | string[] }[]
    session: { key: string; expiresAt: string; method: string }
    csrfToken: string
  }
}
