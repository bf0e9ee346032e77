import { ApiProblem } from '../../api/problem.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import type { Interaction } from './queries.ts'

/** Why the attempt at a provider failed, in words: the other ways stay as they are. */
export function ProviderProblem({ problem }: { problem: NonNullable<Interaction['problem']> }) {
  const { errorCode, title = '', detail } = problem
  return <ErrorPanel error={new ApiProblem({ status: 400, title, detail, ...(errorCode && { errorCode }) })} />
}
