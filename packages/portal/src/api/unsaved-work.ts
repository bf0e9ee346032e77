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

export const hasUnsavedWork = (): boolean => unsaved.size > 0
