import { useEffect, useRef } from 'react'

/**
 * Gives the focus back to the field or button that had it before a dialog opened by itself. A button that is busy by then
 * has lost it already.
 */
export function useFocusBefore(isOpen: boolean): void {
  const last = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (isOpen) return
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement) last.current = target
    }
    if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body)
      last.current = document.activeElement
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [isOpen])
  const wasOpen = useRef(false)
  useEffect(() => {
    if (isOpen) wasOpen.current = true
    else if (wasOpen.current) {
      wasOpen.current = false
      const target = last.current
      // After the dialog has let the focus go
      const timer = setTimeout(() => {
        const active = document.activeElement
        // A message about what has failed meanwhile keeps it.
        if (active?.matches('[role=alert]')) return
        // What is busy still takes the focus by itself once it is not: see useForm.
        if (active instanceof HTMLElement) active.blur()
        target?.focus({ preventScroll: true })
      })
      return () => clearTimeout(timer)
    }
  }, [isOpen])
}
