import { useEffect, useRef } from 'react'

/** What Esc does in each open dialog, the topmost last */
const open: { onEscape(): void }[] = []

/** One listener for all: a dialog that opens because of the key must not close with it. */
function handle(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing) return
  // An open list of choices closes first.
  if (event.target instanceof Element && event.target.getAttribute('data-mantine-stop-propagation') === 'true') return
  open.at(-1)?.onEscape()
}

/** Esc is for the topmost dialog alone, and asks it once. */
export function useEscape(isOpen: boolean, onEscape: () => void): void {
  const current = useRef(onEscape)
  current.current = onEscape
  useEffect(() => {
    if (!isOpen) return
    const dialog = { onEscape: () => current.current() }
    if (open.length === 0) addEventListener('keydown', handle, { capture: true })
    open.push(dialog)
    return () => {
      open.splice(open.indexOf(dialog), 1)
      if (open.length === 0) removeEventListener('keydown', handle, { capture: true })
    }
  }, [isOpen])
}
