import { isDatabaseUnavailable } from '../db/failures.ts'

/** Marks the failure of a database that is away: the authorization server answers 503 temporarily_unavailable then. */
export function orUnavailable<T>(ask: () => T): T {
  const answer = ask()
  return answer instanceof Promise ? (answer.catch(markUnavailable) as T) : answer
}

function markUnavailable(error: unknown): never {
  if (!isDatabaseUnavailable(error)) throw error
  throw Object.assign(new Error('the database is not available', { cause: error }), { statusCode: 503 })
}
