import { ApiProblem } from '../../api/problem.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { NotFoundPage } from './not-found-page.tsx'

/** In place of a page whose thing could not be loaded: it is gone, or something went wrong. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  // A key that is no key at all answers 400: nothing is there either.
  if (error instanceof ApiProblem && [400, 404].includes(error.status)) return <NotFoundPage />
  return <ErrorPanel error={error} onRetry={onRetry} />
}
