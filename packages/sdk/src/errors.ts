import { fieldOf } from './field-of.ts'
import type { ProblemCode } from './generated/problem-codes.ts'

/**
 * The server refused a request, or failed at it. Compare {@link errorCode} (or {@link status}), never the words.
 *
 * @example
 * try {
 *   await portico.users.create({ email })
 * } catch (error) {
 *   if (error instanceof PorticoError && error.errorCode === problemCodes.email_taken) return
 *   throw error
 * }
 */
export class PorticoError extends Error {
  override readonly name = 'PorticoError'
  /** The HTTP status */
  readonly status: number
  /**
   * What a program compares with: a code such as `PTC-USR-40401` (see `problemCodes`; ODC has codes of its own), or the
   * `error` of RFC 6749 (such as `invalid_client`) where no token was given. Undefined where the answer came from
   * something else, such as a proxy.
   */
  readonly errorCode: ProblemCode | (string & {}) | undefined
  /** The problem in a few words, the same for every request */
  readonly title: string | undefined
  /** What is wrong with this request, in words for people */
  readonly detail: string | undefined
  /** The field or parameter that the detail names, for instance `email` or `records[3].email` */
  readonly field: string | undefined
  /** 32 hexadecimal digits that the server's log has as well */
  readonly traceId: string | undefined
  /** `GET https://…/users`: the request, without its query */
  readonly request: string
  /** What is wrong with each record of a request to create users in bulk, where the form of some is wrong */
  readonly errors: readonly FieldError[] | undefined
  /** The fields that somebody else has changed meanwhile, where the status is 412: see `ifMatch` */
  readonly changedFields: readonly string[] | undefined
  /** Seconds that the server asked to wait, where it did */
  readonly retryAfter: number | undefined

  constructor(facts: ProblemFacts & { request: string }) {
    super(message(facts))
    this.status = facts.status
    this.errorCode = facts.errorCode
    this.title = facts.title
    this.detail = facts.detail
    this.field = facts.detail === undefined ? undefined : fieldOf(facts.detail)
    this.traceId = facts.traceId
    this.request = facts.request
    this.errors = facts.errors
    this.changedFields = facts.changedFields
    this.retryAfter = facts.retryAfter
  }
}

/** No answer came: the server could not be reached, or took longer than the timeout. `cause` has the reason. */
export class PorticoConnectionError extends Error {
  override readonly name = 'PorticoConnectionError'
}

/** One of several faults of a request */
export interface FieldError {
  /** What is wrong, in words for people */
  detail: string
  /** The field that the detail names, for instance `records[3].email` */
  field: string | undefined
}

/** What an answer without success says. */
export interface ProblemFacts {
  status: number
  /** Portico's and ODC's own code, or the `error` of RFC 6749 */
  errorCode?: string | undefined
  title?: string | undefined
  detail?: string | undefined
  traceId?: string | undefined
  /** Faults of single records */
  errors?: readonly FieldError[] | undefined
  /** Fields that differ from the state that If-Match names */
  changedFields?: readonly string[] | undefined
  /** Seconds that the server asks to wait, rounded up */
  retryAfter?: number | undefined
}

/** Reads the body of an answer without success: a problem, an OAuth error, or neither. */
export async function readProblem(response: Response, now = Date.now()): Promise<ProblemFacts> {
  const body = parse(await response.text().catch(() => ''))
  const wait = retryAfter(response, now)
  return {
    status: response.status,
    errorCode: text(body.errorCode) ?? text(body.error),
    title: text(body.title),
    detail: text(body.detail) ?? text(body.error_description),
    traceId: text(body.traceId),
    errors: errorsOf(body.errors),
    changedFields: Array.isArray(body.changedFields) ? body.changedFields.map(String) : undefined,
    retryAfter: wait === undefined ? undefined : Math.ceil(wait / 1000),
  }
}

/** Other servers have something else by this name. */
function errorsOf(errors: unknown): FieldError[] | undefined {
  if (!Array.isArray(errors)) return undefined
  return errors.flatMap((error) => {
    const detail = text(error?.detail)
    return detail === undefined ? [] : [{ detail, field: fieldOf(detail) }]
  })
}

/** Milliseconds that the server asks to wait, by Retry-After in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfter(response: Response, now: number): number | undefined {
  const text = response.headers.get('retry-after')?.trim()
  if (!text) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** The error that an answer without success stands for. */
export async function errorOf(request: string, response: Response, now: number): Promise<PorticoError> {
  const facts = await readProblem(response, now)
  return new PorticoError({ ...facts, title: facts.title ?? (response.statusText || undefined), request })
}

function message({ status, request, errorCode, title, detail, traceId }: ProblemFacts & { request: string }): string {
  const facts = [`${status}`, errorCode, request, traceId ? `trace ${traceId}` : undefined].filter(Boolean).join(', ')
  return `${detail ?? title ?? 'The server gave no reason.'} (${facts})`
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
