import type { PortalSession } from './portal-session.ts'
import { ApiProblem, problemOf } from './problem.ts'
import { problemName } from './problem-name.ts'
import { signInAgain } from './return-path.ts'
import { storeSignInNotice } from './sign-in-notice.ts'

/** The user whose data this page shows, and the session's CSRF token, which every change must carry */
let signedIn: { userKey: string; csrfToken: string } | undefined

const safeMethods = ['GET', 'HEAD']

/**
 * `fetch` for all requests of the portal, with the session's cookie and CSRF token. On 401 the session has ended, and the
 * browser goes to the sign-in page. A wrong password does not answer 401.
 * @throws ApiProblem for every answer without success
 */
export async function sendRequest(request: Request): Promise<Response> {
  if (!signedIn || safeMethods.includes(request.method)) return sendOnce(request)
  const again = request.clone()
  try {
    return await sendOnce(withToken(request, signedIn.csrfToken))
  } catch (error) {
    if (problemName(error) !== 'csrf_token_invalid') throw error
    // The user has signed in again in another tab. The request was refused before it did anything, so it is sent again.
    const { csrfToken } = await fetchSession()
    return sendOnce(withToken(again, csrfToken))
  }
}

/**
 * The session. If another user has signed in, in another tab, the page is loaded again: nobody sees data that was loaded
 * for another user, or sends a form that another user has filled in.
 */
export async function fetchSession(): Promise<PortalSession> {
  const response = await sendOnce(new Request('/portal/session'))
  const session: PortalSession = await response.json()
  const { user, csrfToken } = session
  if (signedIn && signedIn.userKey !== user.key) return leave(() => location.reload(), somebodyElse)
  signedIn = { userKey: user.key, csrfToken }
  return session
}

async function sendOnce(request: Request): Promise<Response> {
  const response = await fetch(request)
  if (response.ok) return response
  const problem = await problemOf(response)
  if (problem.status !== 401) throw problem
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

/** How long the browser may take to leave the page, in milliseconds */
const leaveTimeout = 5_000
let isLeaving = false

/**
 * Leaves the page. The promise stays pending meanwhile, so that no error is shown before the page is gone. It rejects if
 * the user chose to stay, because of unsaved changes.
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
    }, leaveTimeout)
  })
}
