import type { ProblemCode } from '@portico/sdk/generated/problem-codes.ts'
import type { PortalSession } from './portal-types.ts'
import { ApiProblem, problemOf } from './problem.ts'
import { signInAgain } from './return-path.ts'
import { storeSignInNotice } from './sign-in-notice.ts'

/** Whose data this page shows, and the session's token against forged requests, which every change must carry */
let signedIn: { userKey: string; csrfToken: string } | undefined

const safeMethods = ['GET', 'HEAD']
const csrfTokenInvalid: ProblemCode = 'PTC-AUT-40303'

/**
 * `fetch` for everything that the portal asks: with the session's cookie and CSRF token. Where the session has ended it
 * goes to the sign-in page; a wrong password is no 401.
 * @throws ApiProblem for every answer that is no success
 */
export async function send(request: Request): Promise<Response> {
  if (!signedIn || safeMethods.includes(request.method)) return attempt(request)
  const again = request.clone()
  try {
    return await attempt(withToken(request, signedIn.csrfToken))
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.errorCode !== csrfTokenInvalid) throw error
    // Somebody has signed in anew in another tab. It was refused before anything was done, so it may be sent once more.
    const { csrfToken } = await readSession()
    return attempt(withToken(again, csrfToken))
  }
}

/**
 * Who is signed in. Where that is somebody else than before, because of another tab, the page begins anew: nobody sees
 * what was loaded for the one before, nor does in their own name what the other one had begun.
 */
export async function readSession(): Promise<PortalSession> {
  const response = await attempt(new Request('/portal/session'))
  const session: PortalSession = await response.json()
  const { user, csrfToken } = session
  if (signedIn && signedIn.userKey !== user.key) return leave(() => location.reload(), somebodyElse)
  signedIn = { userKey: user.key, csrfToken }
  return session
}

async function attempt(request: Request): Promise<Response> {
  const response = await fetch(request)
  if (response.ok) return response
  const problem = await problemOf(response)
  if (problem.status !== 401) throw problem
  // Whoever was signed in wonders why they are asked again.
  if (signedIn) storeSignInNotice({ notice: 'Your session has ended. Sign in to go on.' })
  return leave(signInAgain, sessionEnded)
}

function withToken(request: Request, csrfToken: string): Request {
  request.headers.set('x-csrf-token', csrfToken)
  return request
}

const sessionEnded = new ApiProblem({
  status: 401,
  title: 'Your session has ended',
  detail: 'Keep what you have typed, then load this page again to sign in.',
})

const somebodyElse = new ApiProblem({
  status: 0,
  title: 'Somebody else has signed in',
  detail: 'In another tab of this browser. Load this page again to go on.',
})

/** How long a page may take to go away, in milliseconds */
const farewell = 5_000
let isLeaving = false

/**
 * Leaves the page. What is under way does not end meanwhile, so that nothing flashes up before the page is gone. Where
 * somebody chose to stay, for the sake of a form half filled in, it fails after all.
 */
function leave(go: () => void, reason: ApiProblem): Promise<never> {
  if (!isLeaving) {
    isLeaving = true
    go()
  }
  return new Promise((_, reject) => {
    setTimeout(() => {
      isLeaving = false
      reject(reason)
    }, farewell)
  })
}
