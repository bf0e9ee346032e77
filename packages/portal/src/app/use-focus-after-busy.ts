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
    const observer = new MutationObserver((changes) => {
      const isReady = changes.some(({ target }) => target === last && !(target as Element).hasAttribute('data-loading'))
      if (isReady && last instanceof HTMLElement && document.activeElement === document.body)
        last.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', note)
    observer.observe(document.body, { subtree: true, attributeFilter: ['data-loading'] })
    return () => {
      document.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [])
}
