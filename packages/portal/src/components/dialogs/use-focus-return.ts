import { useEffect } from 'react'

/** What has the focus, or had it before dialogs and menus opened; undefined where nothing had it */
let outside: HTMLElement | undefined
/** How many dialogs are open */
let open = 0
/** Whether something had the focus when the first of them opened. A key opens some, such as that of shortcuts. */
let hadFocus = false
/** Mantine gives the focus back after 10 ms. */
const afterMantine = 30

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !isInOverlay(target)) outside = target
})

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  // A window that loses the focus leaves it where it is in the page.
  if (target === outside && relatedTarget === null && document.hasFocus()) outside = undefined
})

const isInOverlay = (element: Element): boolean => element.closest('[role="dialog"], [role="menu"]') !== null

/**
 * Gives the focus back to where the person was before, once the last dialog closes. Mantine gives it to what had it when
 * that dialog opened, which is gone where a menu or another dialog opened it: the next Tab would begin at the top of the page.
 * Where the button itself is gone, too, such as that of a deleted row, the heading of the page gets the focus.
 */
export function useFocusReturn(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return
    if (open === 0) hadFocus = outside !== undefined
    open++
    return () => {
      open--
      setTimeout(restore, afterMantine)
    }
  }, [isOpen])
}

function restore(): void {
  const active = document.activeElement
  if (open > 0 || !hadFocus || (active && active !== document.body && !isInOverlay(active))) return
  const target = outside?.isConnected ? outside : document.querySelector<HTMLElement>('main h1')
  target?.focus({ preventScroll: true })
}
