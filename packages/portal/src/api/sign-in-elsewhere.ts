/** Lets the user sign in again in another window. Resolves with whether they did. */
type Ask = () => Promise<boolean>

let ask: Ask | undefined
let asked: Promise<boolean> | undefined

/** The shell gives the dialog that asks. @returns what takes it away */
export function provideSignInElsewhere(dialog: Ask): () => void {
  ask = dialog
  return () => {
    if (ask === dialog) ask = undefined
  }
}

/**
 * Asks the user to sign in again, in another window: this page, and what was typed on it, stays as it is. Several requests
 * that need it at the same time ask once.
 * @returns whether they did
 */
export function signInElsewhere(): Promise<boolean> {
  asked ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asked = undefined
  })
  return asked
}

/** On which the window tells this one that the sign-in is complete */
export const signedInChannel = 'portico signed in'

/** The page on which the sign-in in the other window ends, and that closes the window */
export const signedInPath = '/signed-in?close=1'
