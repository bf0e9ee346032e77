import { ApiProblem } from '../../api/problem.ts'
import { ErrorPanel } from './error-panel.tsx'
import { GoneNotice } from './gone-notice.tsx'

/**
 * Shown in the place of one thing that the address names by its key. A key that is none leads to nothing, like that of
 * what was deleted, however often it is tried.
 */
export function ThingFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ApiProblem && [400, 404].includes(error.status)) return <GoneNotice />
  return <ErrorPanel error={error} onRetry={onRetry} />
}
