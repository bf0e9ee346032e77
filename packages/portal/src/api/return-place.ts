const key = 'portico return place'

export const forgetPlace = (): void => sessionStorage.removeItem(key)

/** Where somebody signs in, and comes back to the place that is remembered. */
export function signInUrl(): string {
  const place = sessionStorage.getItem(key)
  return place === null ? '/portal/sign-in' : `/portal/sign-in?returnTo=${encodeURIComponent(place)}`
}

/**
 * Leaves for the sign-in. This page is remembered until somebody has signed in: also where that takes another attempt,
 * because the first one expired or the password had to be renewed.
 */
export function signInAgain(): void {
  sessionStorage.setItem(key, location.pathname + location.search)
  location.assign(signInUrl())
}
