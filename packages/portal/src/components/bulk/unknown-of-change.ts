/** By the keys of changes, until the document is left: the server knows of users only. */
const unknownOf = new Map<string, readonly string[]>()

/** Remembers what was entered for a change and is no user. */
export const noteUnknown = (changeKey: string, emails: readonly string[]): void => {
  unknownOf.set(changeKey, emails)
}

/** What was entered for a change and is no user, for its report */
export const unknownOfChange = (changeKey: string): readonly string[] => unknownOf.get(changeKey) ?? []
