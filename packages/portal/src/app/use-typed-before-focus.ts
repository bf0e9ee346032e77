import { useEffect } from 'react'

/**
 * Passes on what is typed between the keys that open the search and the moment when its field has the focus: the search is
 * loaded only then.
 * @param onType has a character, or Enter
 */
export function useTypedBeforeFocus(isOpen: boolean, onType: (key: string) => void): void {
  useEffect(() => {
    if (!isOpen) return
    const handle = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, altKey, metaKey, isComposing } = event
      // Characters have names of one character, unlike Escape.
      if (ctrlKey || altKey || metaKey || isComposing || ([...key].length !== 1 && key !== 'Enter')) return
      if (target instanceof Element && target.closest('[role=dialog]')) return
      event.preventDefault()
      event.stopPropagation()
      onType(key)
    }
    // Before the page's own keys and fields
    addEventListener('keydown', handle, { capture: true })
    return () => removeEventListener('keydown', handle, { capture: true })
  }, [isOpen, onType])
}
