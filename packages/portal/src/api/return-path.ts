const storageKey = 'portico return path'

export const clearReturnPath = (): void => sessionStorage.removeItem(storageKey)

/** The sign-in page, which leads back to the stored path. */
export function signInUrl(): string {
  const path = sessionStorage.getItem(storageKey)
  return path === null ? '/portal/sign-in' : `/portal/sign-in?returnTo=${encodeURIComponent(path)}`
}

/**
 * Opens the sign-in page and stores the path of this page. It stays stored until a sign-in is complete, because the
 * first attempt can expire, or need a new password.
 */
export function signInAgain(): void {
  sessionStorage.setItem(storageKey, location.pathname + location.search)
  location.assign(signInUrl())
}
