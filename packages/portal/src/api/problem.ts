import { fieldOf, type ProblemFacts, readProblem } from '@portico/sdk'

/**
 * The server refused a request, or failed at it. Compare `errorCode` or `status`, never the words; show `detail`, which
 * says what to do.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** `PTC-USR-40003`; undefined where the answer came from something else, such as a proxy */
  readonly errorCode: string | undefined
  readonly title: string
  readonly detail: string
  /** The field or parameter that the detail names, for instance `email` or `permissions[3].name` */
  readonly field: string | undefined
  /** What the server's log has as well */
  readonly traceId: string | undefined
  /** Seconds that the server asked to wait */
  readonly retryAfter: number | undefined
  /** Why the session has ended: see `SessionEnd` */
  readonly sessionEnd: string | undefined
  /** What the portal found itself, without an answer of the server */
  readonly portalProblem: PortalProblem | undefined

  constructor(facts: ShownFacts) {
    super(facts.detail)
    this.status = facts.status
    this.errorCode = facts.errorCode
    this.title = facts.title
    this.detail = facts.detail
    this.field = fieldOf(facts.detail)
    this.traceId = facts.traceId
    this.retryAfter = facts.retryAfter
    this.sessionEnd = facts.sessionEnd
    this.portalProblem = facts.portalProblem
  }
}

/** `translated`: it is in the page's language already */
export type PortalProblem = 'unreachable' | 'session-over' | 'somebody-else' | 'translated'

/** What is shown of a problem */
export type ProblemWords = Pick<ApiProblem, 'title' | 'detail' | 'traceId'>

type ShownFacts = ProblemFacts & {
  title: string
  detail: string
  sessionEnd?: string | undefined
  portalProblem?: PortalProblem
}

/** The problem that an answer without success stands for. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const { title, detail, ...facts } = await readProblem(response)
  return new ApiProblem({
    ...facts,
    sessionEnd: response.headers.get('portico-session-end') ?? undefined,
    title: title ?? 'The request failed',
    detail: detail ?? `The server answered ${response.status} without saying why.`,
  })
}

/** Any error as a problem that can be shown: one that is none is a network that failed, or a fault of ours. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return new ApiProblem({
      status: 0,
      portalProblem: 'unreachable',
      title: 'The server cannot be reached',
      detail: 'No answer came. Check the connection, then try again.',
    })
  }
  return new ApiProblem({
    status: 0,
    title: 'Something went wrong on this page',
    detail: error instanceof Error ? error.message : String(error),
  })
}
