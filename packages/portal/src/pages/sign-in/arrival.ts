import { forgetPlace, signInUrl } from '../../api/return-place.ts'

const place = 'portico arrival'

/** What the sign-in page should know of the page before: it lies behind redirects that carry nothing. */
export interface Arrival {
  notice: string
  email: string
}

/** Goes to sign in, with a word on what was just done. */
export function arriveAtSignIn(arrival: Arrival): void {
  sessionStorage.setItem(place, JSON.stringify(arrival))
  location.assign(signInUrl())
}

/** What the page before has left, until the sign-in is complete. */
export function readArrival(): Arrival | undefined {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(place) ?? '')
    return found as Arrival
  } catch {
    return undefined
  }
}

/** Somebody has signed in: the next sign-in begins with nothing of this one. */
export function forgetArrival(): void {
  sessionStorage.removeItem(place)
  forgetPlace()
}
