import { useEffect } from 'react'

/** A field whose list of choices is open */
const choosing = 'input[aria-haspopup="listbox"][aria-controls]'

/**
 * Keeps Enter from sending the form around an open list of choices: who presses it there means a choice. A letter that
 * opens the list marks the first one, which Mantine forgets while it opens.
 */
export function useEnterInChoices(): void {
  useEffect(() => {
    const keepForm = (event: KeyboardEvent): void => {
      const { key, target, defaultPrevented, isComposing } = event
      if (key !== 'Enter' || defaultPrevented || isComposing) return
      if (!(target instanceof Element && target.matches(choosing))) return
      event.preventDefault()
      const list = document.getElementById(target.getAttribute('aria-controls') ?? '')
      list?.querySelector<HTMLElement>('[data-combobox-selected]')?.click()
    }
    document.addEventListener('keydown', keepForm)
    return () => document.removeEventListener('keydown', keepForm)
  }, [])
}
