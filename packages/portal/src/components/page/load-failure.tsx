import { ApiProblem } from '../../api/problem.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { NotFoundPage } from './not-found-page.tsx'

/** Shown instead of a page whose content could not be loaded: it does not exist, or the request failed. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  // The server answers 400 for a key that is no UUID.
  if (error instanceof ApiProblem && [400, 404].includes(error.status)) return <NotFoundPage />
  return <ErrorPanel error={error} onRetry={onRetry} />
}
