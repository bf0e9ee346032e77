import { addressOf, pathOf } from './base-path.ts'

const storageKey = 'portico return path'

export const clearReturnPath = (): void => sessionStorage.removeItem(storageKey)

/** The sign-in page alone */
export const signInAddress = addressOf('/portal/sign-in')

/** The sign-in page that leads to the path afterwards: one of the server, as it has them without a base path. */
export const signInAddressTo = (path: string): string => `${signInAddress}?returnTo=${encodeURIComponent(path)}`

/** The sign-in page, which leads back to the stored path. */
export function signInUrl(): string {
  const path = sessionStorage.getItem(storageKey)
  return path === null ? signInAddress : signInAddressTo(path)
}

/**
 * Opens the sign-in page and stores the path of this page. It stays stored until a sign-in is complete, because the
 * first attempt can expire, or need a new password.
 */
export function signInAgain(): void {
  sessionStorage.setItem(storageKey, pathOf(location.pathname) + location.search)
  location.assign(signInUrl())
}
