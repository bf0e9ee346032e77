import { fieldOf, type ProblemFacts, readProblem } from '@portico/sdk'

/**
 * The server refused a request, or failed at it. Compare `errorCode` or `status`, never the words. What a person reads comes
 * from `wordsOfProblem` (components/feedback).
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** `PTC-USR-40003`; undefined where the answer came from something else, such as a proxy */
  readonly errorCode: string | undefined
  /** The server's, which is English; empty where there is none */
  readonly title: string
  readonly detail: string
  /** The field or parameter that the detail names, for instance `email` or `permissions[3].name` */
  readonly field: string | undefined
  /** What is wrong with single records of a request that has many */
  readonly errors: ProblemFacts['errors']
  /** What the server's log has as well */
  readonly traceId: string | undefined
  /** Seconds that the server asked to wait */
  readonly retryAfter: number | undefined
  /** Why the session has ended: see `SessionEnd` */
  readonly sessionEnd: string | undefined
  /** What the portal found itself, without an answer of the server */
  readonly portalProblem: PortalProblem | undefined

  constructor(facts: KnownFacts) {
    super(facts.detail ?? facts.portalProblem ?? `status ${facts.status}`)
    this.status = facts.status
    this.errorCode = facts.errorCode
    this.title = facts.title ?? ''
    this.detail = facts.detail ?? ''
    this.field = fieldOf(this.detail)
    this.errors = facts.errors
    this.traceId = facts.traceId
    this.retryAfter = facts.retryAfter
    this.sessionEnd = facts.sessionEnd
    this.portalProblem = facts.portalProblem
  }
}

/** `page-failed`: a fault of the page. `translated`: title and detail are in the page's language already */
export type PortalProblem = 'unreachable' | 'session-over' | 'somebody-else' | 'page-failed' | 'translated'

/** What is shown of a problem */
export interface ProblemWords extends Pick<ApiProblem, 'title' | 'detail' | 'traceId'> {
  /** The server's own sentence, which is English and names fields of the API, where it says more. Shown folded. */
  raw?: string
}

type KnownFacts = ProblemFacts & {
  sessionEnd?: string | undefined
  portalProblem?: PortalProblem
}

let prepare = async (): Promise<void> => {}

/** Has something loaded before a problem of the server is thrown: its words. */
export function onProblem(load: () => Promise<void>): void {
  prepare = load
}

/** The problem that an answer without success stands for. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const facts = await readProblem(response)
  // A session that has ended has words that are there already. Without the others, the server's own sentence is shown.
  if (response.status !== 401) await prepare().catch(() => {})
  return new ApiProblem({ ...facts, sessionEnd: response.headers.get('portico-session-end') ?? undefined })
}

/** Any error as a problem that can be shown: one that is none is a network that failed, or a fault of ours. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  const isNetwork = error instanceof TypeError && /fetch|network|load failed/i.test(error.message)
  return new ApiProblem({ status: 0, portalProblem: isNetwork ? 'unreachable' : 'page-failed' })
}
