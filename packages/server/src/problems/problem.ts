import { catalogue, type ProblemName } from './catalogue.ts'

/** Something the caller can do something about. The error handler turns it into the answer's body. */
export class Problem extends Error {
  readonly problem: ProblemName
  readonly status: number
  readonly errorCode: string
  /** Headers that the answer needs, for instance WWW-Authenticate. */
  readonly headers: Record<string, string>
  /** Members that the answer's body has beside those of every problem (RFC 9457, section 3.2) */
  readonly members: Record<string, unknown>

  /** @param detail what exactly is wrong and what would be right, for the caller: no secrets, nothing internal */
  constructor(
    problem: ProblemName,
    detail: string,
    headers: Record<string, string> = {},
    members: Record<string, unknown> = {},
  ) {
    super(detail)
    this.name = 'Problem'
    this.problem = problem
    this.status = catalogue[problem].status
    this.errorCode = catalogue[problem].code
    this.headers = headers
    this.members = members
  }
}
