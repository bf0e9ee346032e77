const key = 'portico return place'

/**
 * Remembers this page until somebody has signed in: also where that takes another attempt, because the first one expired
 * or the password had to be renewed.
 */
export const rememberPlace = (): void => sessionStorage.setItem(key, location.pathname + location.search)

export const forgetPlace = (): void => sessionStorage.removeItem(key)

/** Where somebody signs in, and comes back to the place that is remembered. */
export function signInUrl(): string {
  const place = sessionStorage.getItem(key)
  return place === null ? '/portal/sign-in' : `/portal/sign-in?returnTo=${encodeURIComponent(place)}`
}

/** Leaves for the sign-in, and comes back here afterwards. */
export function signInAgain(): void {
  rememberPlace()
  location.assign(signInUrl())
}
