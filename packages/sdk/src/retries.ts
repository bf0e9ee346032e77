import { PorticoConnectionError } from './errors.ts'
import type { Surroundings } from './surroundings.ts'

export interface RetryRules {
  /** How often a request is repeated at most */
  retries: number
  /** Milliseconds: where the server asks for a longer wait than this, the request fails at once */
  longestWait: number
  /** Milliseconds that one attempt may take */
  timeout: number
}

export interface Attempt {
  method: string
  url: string
  headers: Headers | Record<string, string>
  body?: string | undefined
  signal?: AbortSignal | undefined
  /** Whether doing it twice is like doing it once, and answers the same */
  isRepeatable: boolean
}

/**
 * Sends a request, and sends it again where that is safe: always where the server says that it has not begun (429, or
 * 503 with Retry-After); after any other 5xx, a broken connection or a timeout only where doing it twice is like doing it
 * once. Whoever calls decides about the answer.
 * @throws PorticoConnectionError where no answer came
 * @throws the signal's reason where the caller gave up
 */
export async function send(attempt: Attempt, rules: RetryRules, around: Surroundings): Promise<Response> {
  for (let repeated = 0; ; repeated++) {
    const outcome = await sendOnce(attempt, rules.timeout, around)
    const asked = outcome instanceof Response ? retryAfter(outcome, around.now()) : undefined
    const mayRepeat = repeated < rules.retries && (wasNotBegun(outcome, asked) || mayHaveFailed(outcome, attempt))
    const wait = asked === undefined ? backoff(repeated, around.random()) : asked * (1 + 0.1 * around.random())
    if (mayRepeat && (asked ?? 0) <= rules.longestWait) {
      if (outcome instanceof Response) await outcome.body?.cancel()
      await around.sleep(wait, attempt.signal)
    } else if (outcome instanceof Response) {
      return outcome
    } else throw outcome
  }
}

/** Milliseconds that the server asks to wait, by Retry-After in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfter(response: Response, now: number): number | undefined {
  const text = response.headers.get('retry-after')?.trim()
  if (!text) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

type Outcome = Response | PorticoConnectionError

const wasNotBegun = (outcome: Outcome, asked: number | undefined): boolean =>
  outcome instanceof Response && (outcome.status === 429 || (outcome.status === 503 && asked !== undefined))

const mayHaveFailed = (outcome: Outcome, { isRepeatable }: Attempt): boolean =>
  isRepeatable && (!(outcome instanceof Response) || outcome.status >= 500)

/** A quarter of a second, doubled each time up to 8 s, and spread so that many clients don't come back together. */
const backoff = (repeated: number, random: number): number => Math.min(8_000, 250 * 2 ** repeated) * (0.5 + random / 2)

async function sendOnce(attempt: Attempt, timeout: number, around: Surroundings): Promise<Outcome> {
  const { method, url, headers, body, signal } = attempt
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeout)
  try {
    const response = await around.fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    })
    return await readJson(response)
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    const reason = late.signal.aborted
      ? `gave no answer within ${timeout / 1000} s`
      : `cannot be reached${because(error)}`
    return new PorticoConnectionError(`${new URL(url).origin} ${reason}.`, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

/** Reads JSON here, so that an answer that breaks off counts as none. Other bodies stay streams. */
async function readJson(response: Response): Promise<Response> {
  if (!response.body || !response.headers.get('content-type')?.includes('json')) return response
  const { status, statusText, headers } = response
  return new Response((await response.text()) || null, { status, statusText, headers })
}

/** Node keeps what happened in the cause: `: connect ECONNREFUSED 127.0.0.1:8080` */
function because(error: unknown): string {
  const { cause } = error as { cause?: { message?: string; code?: string } }
  const text = cause?.message || cause?.code
  return text ? `: ${text}` : ''
}
