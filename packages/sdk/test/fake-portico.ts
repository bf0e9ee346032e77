import { createPorticoWith, type Portico, type PorticoOptions } from '../src/portico.ts'
import type { ClientSecret } from '../src/tokens.ts'

/** What a server is made to answer: a status, with headers and a body; or 'broken', for a connection that breaks. */
export type Scripted = { status: number; headers?: Record<string, string>; body?: unknown } | 'broken' | 'silent'

export interface Sent {
  method: string
  path: string
  authorization: string | null
  body: string | undefined
}

/** An SDK on a clock that only its own waits move, and on a network where a script says what comes back. */
export interface Fake {
  portico: Portico
  /** Requests to the API, without those for tokens */
  sent: Sent[]
  /** The bodies sent to the token endpoint */
  tokenRequests: URLSearchParams[]
  /** Milliseconds that were waited, each time */
  waits: number[]
  advance(milliseconds: number): void
}

export interface FakeOptions {
  retries?: number
  timeout?: number
  clientSecret?: ClientSecret
  accessToken?: () => string
  fetch?: (url: string) => Promise<Response>
  /** One after the other for requests to the API; then 200 with an empty page */
  answers?: Scripted[]
  /** The same for the token endpoint; then a token of 12 hours */
  tokens?: Scripted[]
  discovery?: Scripted
}

export const emptyPage = {
  results: [],
  page: { count: 0, limit: 100, offset: 0, totalResults: 0, nextPageOffset: null, totalPages: 0 },
}

export function fakePortico({ answers = [], tokens = [], discovery, ...options }: FakeOptions = {}): Fake {
  let now = Date.parse('2026-11-23T15:00:00.000Z')
  const sent: Sent[] = []
  const tokenRequests: URLSearchParams[] = []
  const waits: number[] = []
  const play = async (scripted: Scripted, signal: AbortSignal | null | undefined): Promise<Response> => {
    if (scripted === 'broken') throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    if (scripted === 'silent') {
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    }
    const { status, headers = {}, body } = scripted
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    return new Response(text || null, { status, headers: { 'content-type': 'application/json', ...headers } })
  }
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url)
    if (pathname === '/identity/.well-known/openid-configuration') {
      return play(
        discovery ?? { status: 200, body: { token_endpoint: 'https://id.example.com/identity/token' } },
        init.signal,
      )
    }
    if (pathname === '/identity/token') {
      tokenRequests.push(new URLSearchParams(String(init.body)))
      const token = { access_token: `token-${tokenRequests.length}`, expires_in: 43_200, token_type: 'Bearer' }
      return play(tokens[tokenRequests.length - 1] ?? { status: 200, body: token }, init.signal)
    }
    const headers = new Headers(init.headers)
    const { method = 'GET', body } = init
    sent.push({ method, path: pathname, authorization: headers.get('authorization'), body: body as string | undefined })
    return play(answers[sent.length - 1] ?? { status: 200, body: emptyPage }, init.signal)
  }
  const io = {
    fetch,
    now: () => now,
    random: () => 1,
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      signal?.throwIfAborted()
      waits.push(milliseconds)
      now += milliseconds
    },
  }
  const credentials = { url: 'https://id.example.com/', clientId: 'a'.repeat(32), clientSecret: 'secret' }
  return {
    portico: createPorticoWith({ ...credentials, ...options } as PorticoOptions, io),
    sent,
    tokenRequests,
    waits,
    advance(milliseconds) {
      now += milliseconds
    },
  }
}
