const storageKey = 'portico.unknown-of-change'

interface Unknown {
  changeKey: string
  emails: readonly string[]
}

/**
 * Remembers what was entered for a change and is no user, since the server knows of users only: of the last change, in
 * this tab, also where the page is loaded again.
 */
export function noteUnknown(changeKey: string, emails: readonly string[]): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ changeKey, emails } satisfies Unknown))
  } catch {
    // Nothing can be stored, or not so much: the form that was sent has listed them.
  }
}

/** What was entered for a change and is no user, for its report */
export function unknownOfChange(changeKey: string): readonly string[] {
  try {
    const noted: Unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '')
    return noted.changeKey === changeKey ? noted.emails : []
  } catch {
    return []
  }
}
