import { useEffect } from 'react'

/** A field whose list of choices is open */
const choosing = 'input[aria-haspopup="listbox"][aria-controls]'

/** Keeps Enter from sending the form around an open list of choices: who presses it there means a choice. */
export function useEnterInChoices(): void {
  useEffect(() => {
    const keepForm = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && event.target instanceof Element && event.target.matches(choosing))
        event.preventDefault()
    }
    document.addEventListener('keydown', keepForm)
    return () => document.removeEventListener('keydown', keepForm)
  }, [])
}
