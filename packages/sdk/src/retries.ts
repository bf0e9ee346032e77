import { PorticoConnectionError, readProblem, retryAfter } from './errors.ts'
import type { ProblemCode } from './generated/problem-codes.ts'
import type { Io } from './io.ts'

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
 * Sends a request, and sends it again as {@link mayRepeat} says. The caller decides about the answer.
 * @throws PorticoConnectionError where no answer came
 * @throws the signal's reason where the caller gave up
 */
export async function send(attempt: Attempt, rules: RetryRules, io: Io): Promise<Response> {
  for (let repeated = 0; ; repeated++) {
    const outcome = await sendOnce(attempt, rules.timeout, io)
    const failure = outcome instanceof Response ? await failureOf(outcome, io.now()) : {}
    const { isRepeatable } = attempt
    if (repeated < rules.retries && mayRepeat(failure, { isRepeatable, longestWait: rules.longestWait })) {
      if (outcome instanceof Response) await outcome.body?.cancel()
      await io.sleep(waitBefore(repeated, failure.retryAfter, io.random()), attempt.signal)
    } else if (outcome instanceof Response) {
      return outcome
    } else throw outcome
  }
}

/** How an attempt ended. */
export interface Failure {
  /** The status of the answer; undefined where none came */
  status?: number | undefined
  /** Milliseconds that the server asks to wait */
  retryAfter?: number | undefined
  /** Whether it may be done although it failed: the database was lost, perhaps while it stored that */
  mayBeDone?: boolean | undefined
}

const databaseUnavailable: ProblemCode = 'PTC-SYS-50301'

const failureOf = async (response: Response, now: number): Promise<Failure> => ({
  status: response.status,
  retryAfter: retryAfter(response, now),
  mayBeDone: response.status === 503 && (await readProblem(response.clone())).errorCode === databaseUnavailable,
})

/**
 * Whether a request may be sent again: always where the server says that it has not begun (429, or 503 with
 * Retry-After, but not where its database is away); after any other 5xx, a broken connection or a timeout only where doing it twice is like doing it once;
 * never where the server asks for a longer wait than the longest.
 */
export function mayRepeat(
  { status, retryAfter, mayBeDone = false }: Failure,
  { isRepeatable, longestWait }: { isRepeatable: boolean; longestWait: number },
): boolean {
  const isNotBegun = status === 429 || (status === 503 && retryAfter !== undefined && !mayBeDone)
  const mayHaveFailed = status === undefined || status >= 500
  return (isNotBegun || (isRepeatable && mayHaveFailed)) && (retryAfter ?? 0) <= longestWait
}

/**
 * Milliseconds to wait before a request is sent again: what the server asks for and up to a tenth more, or a quarter of
 * a second, doubled each time up to 8 s, and spread so that many clients don't come back together.
 * @param random from 0 to 1
 */
export function waitBefore(repeated: number, retryAfter: number | undefined, random: number): number {
  if (retryAfter !== undefined) return retryAfter * (1 + 0.1 * random)
  return Math.min(8_000, 250 * 2 ** repeated) * (0.5 + random / 2)
}

type Outcome = Response | PorticoConnectionError

async function sendOnce(attempt: Attempt, timeout: number, io: Io): Promise<Outcome> {
  const { method, url, headers, body, signal } = attempt
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeout)
  try {
    const response = await io.fetch(url, {
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
