import { addressOf } from './base-path.ts'
import type { PortalSession } from './portal-session.ts'
import { ApiProblem, problemOf } from './problem.ts'
import { problemName } from './problem-name.ts'
import { signInAgain } from './return-path.ts'
import { signInElsewhere } from './sign-in-elsewhere.ts'
import { storeSignInNotice } from './sign-in-notice.ts'

/** The user whose data this page shows, and the session's CSRF token, which every change must carry */
let signedIn: { userKey: string; csrfToken: string } | undefined

const safeMethods = ['GET', 'HEAD']

/**
 * `fetch` for all requests of the portal, with the session's cookie and CSRF token. On 401 the session has ended, and the
 * browser goes to the sign-in page. A wrong password does not answer 401. Where a change takes a recent sign-in, the user
 * signs in again in another window, and the request is sent again.
 * @throws ApiProblem for every answer without success
 */
export async function sendRequest(request: Request): Promise<Response> {
  if (!signedIn || safeMethods.includes(request.method)) return sendOnce(request)
  try {
    return await sendChange(request, signedIn.csrfToken)
  } catch (error) {
    if (problemName(error) !== 'sign_in_not_recent' || !(await signInElsewhere())) throw error
    return sendChange(request, (await fetchSession()).csrfToken)
  }
}

/** The request can be sent again afterwards: where it was refused, it has changed nothing. */
async function sendChange(request: Request, csrfToken: string): Promise<Response> {
  try {
    return await sendOnce(withToken(request.clone(), csrfToken))
  } catch (error) {
    if (problemName(error) !== 'csrf_token_invalid') throw error
    // The user has signed in again in another tab.
    return sendOnce(withToken(request.clone(), (await fetchSession()).csrfToken))
  }
}

/**
 * The session. If another user has signed in, in another tab, the page is loaded again: nobody sees data that was loaded
 * for another user, or sends a form that another user has filled in.
 */
export async function fetchSession(): Promise<PortalSession> {
  const response = await sendOnce(new Request(addressOf('/portal/session')))
  if (response.status === 204) return leaveSignedOut()
  const session: PortalSession = await response.json()
  const { user, csrfToken } = session
  if (signedIn && signedIn.userKey !== user.key) return leave(() => location.reload(), somebodyElse)
  signedIn = { userKey: user.key, csrfToken }
  return session
}

let answeredAt = Date.now()

/** When the server last answered: a session can end by being idle. */
export const lastAnsweredAt = (): number => answeredAt

let languageOf = (): string => 'en'

/** Every request says in which language this browser shows the pages: mails to whoever signs in are written in it. */
export function sendLanguage(shown: () => string): void {
  languageOf = shown
}

async function sendOnce(request: Request): Promise<Response> {
  request.headers.set('portico-language', languageOf())
  const response = await fetch(request)
  if (response.ok) {
    answeredAt = Date.now()
    return response
  }
  const problem = await problemOf(response)
  if (problem.status !== 401) throw problem
  if (problemName(problem) !== 'session_ended') return leaveSignedOut()
  storeSignInNotice({ notice: problem.detail })
  return leave(signInAgain, sessionEnded)
}

/** The browser has no session: that of this page was ended where its cookie was removed. */
function leaveSignedOut(): Promise<never> {
  if (signedIn) storeSignInNotice({ notice: 'This browser is signed out, or has deleted its cookies. Sign in again.' })
  return leave(signInAgain, sessionEnded)
}

function withToken(request: Request, csrfToken: string): Request {
  request.headers.set('x-csrf-token', csrfToken)
  return request
}

const sessionEnded = new ApiProblem({
  status: 401,
  portalProblem: 'session-over',
  title: 'Your session has ended',
  detail: 'Keep what you have typed, then load this page again to sign in.',
})

const somebodyElse = new ApiProblem({
  status: 0,
  portalProblem: 'somebody-else',
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
