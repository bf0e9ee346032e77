import { addressOf } from './base-path.ts'
import { onToldByOtherTab, tellOtherTabs } from './other-tabs.ts'
import type { PortalSession } from './portal-session.ts'
import { ApiProblem, problemOf } from './problem.ts'
import { problemName } from './problem-name.ts'
import { canRenewSession, type RenewalReason, renewSession, type SessionEnd, sessionEnds } from './renew-session.ts'
import { signInAgain } from './return-path.ts'
import { storeSignInNotice } from './sign-in-notice.ts'
import { discardUnsavedWork, hasUnsavedWork } from './unsaved-work.ts'

/** The member whose data this page shows, their session, and its CSRF token, which every change must carry */
let signedIn: { userKey: string; email: string | null; sessionKey: string; csrfToken: string } | undefined

const safeMethods = ['GET', 'HEAD']

/**
 * `fetch` for all requests of the portal, with the session's cookie and CSRF token. Where the session has ended, or a change
 * takes a recent sign-in, the member signs in again in a dialog, and the request is sent again: where it was refused, it
 * has changed nothing. Without a page that could stay, the browser goes to the sign-in page.
 * @throws ApiProblem for every answer without success
 */
export async function sendRequest(request: Request): Promise<Response> {
  const isChange = !safeMethods.includes(request.method)
  for (;;) {
    try {
      return await (isChange && signedIn ? sendChange(request, signedIn.csrfToken) : sendOnce(request.clone()))
    } catch (error) {
      const reason = isSignOut(request) ? undefined : reasonToRenew(error)
      if (!reason) throw error
      if (reason === 'not-recent') {
        if (!(await renewSession(reason))) throw error
      } else await replaceSession(reason)
    }
  }
}

async function sendChange(request: Request, csrfToken: string): Promise<Response> {
  try {
    return await sendOnce(withToken(request.clone(), csrfToken))
  } catch (error) {
    if (problemName(error) !== 'csrf_token_invalid') throw error
    // The member has signed in again in another tab.
    return sendOnce(withToken(request.clone(), (await fetchSession()).csrfToken))
  }
}

/**
 * The session. Where another user has signed in, in another tab, the page is loaded again: nobody sees data that was loaded
 * for another user, or sends a form that another user has filled in.
 */
export async function fetchSession(): Promise<PortalSession> {
  for (;;) {
    const session = await readSession()
    if (typeof session === 'string') {
      await replaceSession(session)
      continue
    }
    if (adopt(session)) return session
    await replaceSession('somebody-else')
  }
}

/** Goes on with this session, unless it is another user's. @returns whether it does */
function adopt({ user: { key: userKey, email }, session, csrfToken }: PortalSession): boolean {
  if (signedIn && signedIn.userKey !== userKey) return false
  if (signedIn?.sessionKey !== session.key) tellOtherTabs(session.key)
  signedIn = { userKey, email, sessionKey: session.key, csrfToken }
  return true
}

/** After a sign-in on this page: the new session, 'somebody-else' where it is another user's, or undefined for none. */
export async function findRenewedSession(): Promise<PortalSession | 'somebody-else' | undefined> {
  const session = await readSession()
  if (typeof session === 'string') return undefined
  return adopt(session) ? session : 'somebody-else'
}

/** Tells the other tabs which session this browser has, at the end of a sign-in in a window of its own. @returns whether it has one */
export async function announceSession(): Promise<boolean> {
  const session = await readSession()
  if (typeof session === 'string') return false
  tellOtherTabs(session.session.key)
  return true
}

/** The browser's session, or why there is none */
async function readSession(): Promise<PortalSession | RenewalReason> {
  try {
    const response = await sendOnce(new Request(addressOf('/portal/session')))
    return response.status === 204 ? 'cookie-missing' : await response.json()
  } catch (error) {
    const reason = reasonToRenew(error)
    if (reason === undefined || reason === 'not-recent') throw error
    return reason
  }
}

/**
 * Waits until the member of this page has signed in again, in a dialog over it. Without a page, or where nothing on it would
 * be lost and this browser has another user or none, the browser leaves it.
 * @throws ApiProblem where they did not
 */
async function replaceSession(reason: RenewalReason): Promise<void> {
  const isSomebodyElse = reason === 'somebody-else'
  const isGone = isSomebodyElse || reason === 'cookie-missing' || reason === 'signed-out'
  if (!signedIn || !canRenewSession() || (isGone && !hasUnsavedWork())) {
    const email = isGone ? undefined : (signedIn?.email ?? undefined)
    // Whoever has not been here yet has lost nothing.
    if (!isSomebodyElse && (signedIn || reason !== 'cookie-missing')) storeSignInNotice({ sessionEnd: reason, email })
    return isSomebodyElse ? leave(() => location.reload(), somebodyElse) : leave(signInAgain, sessionOver)
  }
  if (!(await renewSession(reason))) throw isSomebodyElse ? somebodyElse : sessionOver
}

/** Leaves the page for the sign-in page, or loads it as whoever is signed in now. What is not saved is lost. */
export function leaveToOther(reason: RenewalReason): void {
  discardUnsavedWork()
  if (reason === 'somebody-else') location.reload()
  else signInAgain()
}

/** Another tab has told of a session: of nobody, of the same member, or of somebody else. */
async function compareWith(sessionKey: string | null): Promise<void> {
  if (!signedIn || sessionKey === signedIn.sessionKey) return
  if (sessionKey === null) await replaceSession('signed-out')
  renewed(await fetchSession())
}

let renewed: (session: PortalSession) => void = () => {}

/** Listens to other tabs. `onRenewed` is called when one of them has begun another session of the same member. */
export function followOtherTabs(onRenewed: (session: PortalSession) => void): () => void {
  renewed = onRenewed
  // Whoever does not sign in again learns it from the dialog.
  return onToldByOtherTab((sessionKey) => void compareWith(sessionKey).catch(() => {}))
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
  if (!response.ok) throw await problemOf(response)
  answeredAt = Date.now()
  return response
}

/** Why a refused request needs another sign-in; undefined for other problems. A wrong password does not answer 401. */
function reasonToRenew(error: unknown): RenewalReason | undefined {
  if (problemName(error) === 'sign_in_not_recent') return signedIn && canRenewSession() ? 'not-recent' : undefined
  if (!(error instanceof ApiProblem) || error.status !== 401) return undefined
  if (problemName(error) !== 'session_ended') return 'cookie-missing'
  return sessionEnds.includes(error.sessionEnd as SessionEnd) ? (error.sessionEnd as SessionEnd) : 'ended'
}

const isSignOut = ({ url }: Request): boolean => new URL(url).pathname === addressOf('/portal/sign-out')

function withToken(request: Request, csrfToken: string): Request {
  request.headers.set('x-csrf-token', csrfToken)
  return request
}

const sessionOver = new ApiProblem({ status: 401, portalProblem: 'session-over' })
const somebodyElse = new ApiProblem({ status: 0, portalProblem: 'somebody-else' })

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
