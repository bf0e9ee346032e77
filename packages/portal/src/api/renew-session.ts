/** Why a session has ended, as the server says it in the header `portico-session-end` */
export const sessionEnds = [
  'expired',
  'idle',
  'signed-out',
  'ended-by-user',
  'ended-by-administrator',
  'credentials-changed',
  'too-many',
  'rules-changed',
] as const

export type SessionEnd = (typeof sessionEnds)[number]

/**
 * Why the member is asked to sign in on the page where they are:
 * - a session that has ended, or this browser has no session any more (`cookie-missing`);
 * - somebody else has signed in, in another tab;
 * - what they do takes a recent sign-in;
 * - the session ends soon.
 */
export type RenewalReason = SessionEnd | 'ended' | 'cookie-missing' | 'somebody-else' | 'not-recent' | 'ends-soon'

/** Lets the member sign in again on this page. Resolves with whether they did. */
type Ask = (reason: RenewalReason) => Promise<boolean>

let ask: Ask | undefined
let correct: ((reason: RenewalReason) => void) | undefined
let asked: Promise<boolean> | undefined
let askedFor: RenewalReason | undefined

/**
 * The shell gives the dialog that asks. `correctReason` is called while it is open, for another reason that replaces the one
 * that it shows. @returns what removes it
 */
export function provideRenewal(dialog: Ask, correctReason: (reason: RenewalReason) => void): () => void {
  ask = dialog
  correct = correctReason
  return () => {
    if (ask === dialog) ask = undefined
  }
}

/** Whether there is a page that can stay as it is meanwhile */
export const canRenewSession = (): boolean => ask !== undefined

/**
 * Asks the member to sign in again, in a dialog: the page, and what was typed on it, stays as it is. Several requests that
 * need it at the same time ask once. Who has signed in or out in another tab since is told of in the same dialog.
 * @returns whether they did
 */
export function renewSession(reason: RenewalReason): Promise<boolean> {
  const isTold = reason === 'somebody-else' || reason === 'signed-out'
  if (asked && isTold && reason !== askedFor) correct?.(reason)
  if (!asked || isTold) askedFor = reason
  asked ??= (ask?.(reason) ?? Promise.resolve(false)).finally(() => {
    asked = undefined
  })
  return asked
}

/** Where a sign-in ends that was begun in a dialog, or in a window of its own, which closes itself */
export const signedInPath = '/signed-in'
export const signedInWindowPath = `${signedInPath}?close=1`
