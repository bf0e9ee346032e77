import { forgetPlace, signInUrl } from './return-place.ts'

const place = 'portico arrival'

/** What the sign-in page should know of the page before: it lies behind redirects that carry nothing. */
export interface Arrival {
  notice: string
  email?: string
  /** Whether the notice is of something that went well; otherwise it only explains */
  isGood?: boolean
}

/** Leaves it for whoever comes to the sign-in page in this tab. */
export const leaveArrival = (arrival: Arrival): void => sessionStorage.setItem(place, JSON.stringify(arrival))

/** Goes to sign in, with a word on what was just done. */
export function arriveAtSignIn(arrival: Arrival): void {
  leaveArrival({ ...arrival, isGood: true })
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
