import { createContext, useContext, useEffect, useState } from 'react'
import { noteUnsavedWork, noteWorkBeingSent } from '../../api/unsaved-work.ts'

/** The dialog around a form, which asks before it closes on something that is not saved */
export interface DialogScope {
  note(part: symbol, isUnsaved: boolean): void
  /** Closes the dialog, after a question where something would be lost */
  close(): void
}

/** Where a form is: in a dialog, on a page for members, or undefined for the pages of the sign-in, which lose nothing */
export const FormScope = createContext<DialogScope | 'page' | undefined>(undefined)

/**
 * Says that closing the dialog around it, or leaving the page, would lose something; or that it is being sent, and would be
 * lost only with the session.
 */
export function useUnsavedWork(isUnsaved: boolean, isBeingSent = false): void {
  const scope = useContext(FormScope)
  const [part] = useState(() => Symbol('unsaved'))
  useEffect(() => {
    if (!isUnsaved || scope === undefined) return
    noteUnsavedWork(part, true)
    if (scope !== 'page') scope.note(part, true)
    return () => {
      noteUnsavedWork(part, false)
      if (scope !== 'page') scope.note(part, false)
    }
  }, [part, scope, isUnsaved])
  useEffect(() => {
    if (!isBeingSent || scope === undefined) return
    noteWorkBeingSent(part, true)
    return () => noteWorkBeingSent(part, false)
  }, [part, scope, isBeingSent])
}
