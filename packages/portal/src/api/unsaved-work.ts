/** What would be lost with the page: what somebody has typed, or what is shown only once */
const unsaved = new Set<symbol>()

const ask = (event: BeforeUnloadEvent): void => event.preventDefault()

/** Notes that a part of the page has something to lose, or no more. While there is any, the browser asks before it leaves. */
export function noteUnsavedWork(part: symbol, isUnsaved: boolean): void {
  if (isUnsaved) unsaved.add(part)
  else unsaved.delete(part)
  // Only while it is needed: with it, browsers keep no page for the way back.
  if (unsaved.size > 0) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
}

/** Before the page is left by the user's own decision. */
export function discardUnsavedWork(): void {
  for (const part of [...unsaved]) noteUnsavedWork(part, false)
}

/** Forms whose values are on their way: nothing asks about them when they close, but a refusal gives them back. */
const beingSent = new Set<symbol>()

/** Notes that a part of the page sends what somebody has typed, or no more. */
export function noteWorkBeingSent(part: symbol, isBeingSent: boolean): void {
  if (isBeingSent) beingSent.add(part)
  else beingSent.delete(part)
}

/** Whether something would be lost if the browser left the page for another session */
export const hasUnsavedWork = (): boolean => unsaved.size + beingSent.size > 0
