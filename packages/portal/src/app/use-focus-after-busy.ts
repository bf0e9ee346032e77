import { useEffect } from 'react'

/**
 * Gives the focus back to a button that was busy: Mantine disables it meanwhile, which drops the focus without an event.
 * What has taken the focus by then, such as a message, keeps it.
 */
export function useFocusAfterBusy(): void {
  useEffect(() => {
    let last: EventTarget | null = null
    const note = ({ target }: FocusEvent): void => {
      last = target
    }
    // A busy button can ask something in between, in a dialog that has the focus then: it gets it back all the same.
    const hadFocus = new WeakSet<EventTarget>()
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!(target instanceof HTMLElement)) continue
        if (target.hasAttribute('data-loading')) {
          if (target === last) hadFocus.add(target)
        } else if ((hadFocus.delete(target) || target === last) && document.activeElement === document.body) {
          target.focus({ preventScroll: true })
        }
      }
    })
    document.addEventListener('focusin', note)
    observer.observe(document.body, { subtree: true, attributeFilter: ['data-loading'] })
    return () => {
      document.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [])
}
