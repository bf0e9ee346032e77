const storageKey = 'portico.single-keys'
let isOnHere: boolean | undefined

/** Whether keys without Ctrl do something. This browser remembers it: who speaks to it would press them by accident. */
export function areSingleKeysOn(): boolean {
  if (isOnHere !== undefined) return isOnHere
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

export function switchSingleKeys(isOn: boolean): void {
  isOnHere = isOn
  try {
    if (isOn) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, 'off')
  } catch {
    // It holds until the page is left.
  }
}
