const most = 5

/**
 * The pages and actions that a person has last chosen in the search, by their ids, the last one first. Nothing of the
 * organization is among them: others may use the browser.
 */
export function recentChoices(userKey: string): string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(storageKey(userKey)) ?? '[]')
    return Array.isArray(read) ? read.filter((id) => typeof id === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

export function rememberChoice(userKey: string, id: string): void {
  const next = [id, ...recentChoices(userKey).filter((other) => other !== id)].slice(0, most)
  try {
    localStorage.setItem(storageKey(userKey), JSON.stringify(next))
  } catch {
    // A browser may refuse to store anything: nothing is remembered then.
  }
}

const storageKey = (userKey: string): string => `portico.recent.${userKey}`
