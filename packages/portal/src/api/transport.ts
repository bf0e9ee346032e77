import { problemOf } from './problem.ts'

/** The session's token against forged requests: the server demands it with whatever changes something. */
let csrfToken: string | undefined

export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token
}

/** Where somebody signs in, and comes back to where they are. */
export function signInUrl(returnTo: string = location.pathname + location.search): string {
  return `/portal/sign-in?returnTo=${encodeURIComponent(returnTo)}`
}

let isLeaving = false

/** Leaves for the sign-in page. What is under way meanwhile never ends: nothing flashes up before the page is gone. */
export function goToSignIn(): Promise<never> {
  if (!isLeaving) {
    isLeaving = true
    location.assign(signInUrl())
  }
  return new Promise(() => {})
}

const safeMethods = ['GET', 'HEAD']

/**
 * `fetch` for everything that the portal asks: with the session's cookie and CSRF token. Where the session has ended it
 * goes to the sign-in page; a wrong password is no 401.
 * @throws ApiProblem for every answer that is no success
 */
export async function send(request: Request): Promise<Response> {
  if (csrfToken && !safeMethods.includes(request.method)) request.headers.set('x-csrf-token', csrfToken)
  const response = await fetch(request)
  if (response.ok) return response
  if (response.status === 401) return goToSignIn()
  throw await problemOf(response)
}
