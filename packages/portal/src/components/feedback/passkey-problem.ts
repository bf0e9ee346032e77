import { ApiProblem } from '../../api/problem.ts'

/** Replaces the browser's message for a failed passkey, which is written for programmers. */
export function passkeyProblem(error: unknown): ApiProblem {
  const name = error instanceof Error ? error.name : ''
  const detail =
    name === 'InvalidStateError'
      ? 'This device has a passkey for you already.'
      : 'The browser was not given a passkey: the dialog was closed, took too long, or found none for this site. Try again, or use your password.'
  return new ApiProblem({ status: 0, title: 'No passkey was used', detail })
}
