/** Clicks that follow within this time are one burst. */
const burstMilliseconds = 1_000
/** So far a hand moves between two clicks at one place. */
const burstPixels = 40

const kinds = ['pointerdown', 'mousedown', 'click'] as const

/**
 * Ignores the clicks that follow this one at once at the same place. Whoever clicks impatiently means what was there, and
 * not what has come there by then. A click elsewhere, one after a second's rest, and keys do what they always do.
 */
export function ignoreRepeatedClicks(first: MouseEvent, target: EventTarget = document): void {
  // Of keys
  if (first.detail === 0) return
  let last = first.timeStamp
  const look = (event: Event): void => {
    const { clientX, clientY, detail, timeStamp, type } = event as MouseEvent
    if (type === 'click' && detail === 0) return
    const isNear = Math.hypot(clientX - first.clientX, clientY - first.clientY) <= burstPixels
    if (isNear && timeStamp - last <= burstMilliseconds) {
      last = timeStamp
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    for (const kind of kinds) target.removeEventListener(kind, look, { capture: true })
  }
  for (const kind of kinds) target.addEventListener(kind, look, { capture: true })
}
