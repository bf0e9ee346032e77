import type { ProblemName } from '@portico/server/problems/catalogue.ts'
import { changingNothing } from './contents.ts'
import { assertProblem, type Received } from './requests.ts'
import type { TestServer } from './server.ts'

/** How a test file asks its server. Without a token, it asks with the one that may do most. */
type Call = (method: string, path: string, body?: unknown, token?: string) => Promise<Received>

/**
 * What checks that a request is refused with this problem, says this, and leaves every row as it was.
 * @param server asked for with each request: test files start theirs later
 */
export const refusalsOf =
  (server: () => Pick<TestServer, 'context'>, call: Call) =>
  async (name: ProblemName, detail: string | RegExp, ...request: Parameters<Call>): Promise<void> =>
    assertProblem(await changingNothing(server(), () => call(...request)), name, detail)
