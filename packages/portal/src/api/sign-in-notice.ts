import type { RenewalReason } from './renew-session.ts'
import { clearReturnPath, signInUrl } from './return-path.ts'

const storageKey = 'portico sign-in notice'

/** What the sign-in page shows about the page before. Redirects lie between the two, and carry nothing themselves. */
interface SignInNotice {
  notice?: string
  /** Why the session before has ended */
  sessionEnd?: RenewalReason
  email?: string | undefined
  /** Whether something succeeded. Otherwise the notice only explains. */
  isGood?: boolean
}

/** Stores the notice for the next sign-in page in this tab. */
export const storeSignInNotice = (notice: SignInNotice): void =>
  sessionStorage.setItem(storageKey, JSON.stringify(notice))

/** Opens the sign-in page, which says what was just done. */
export function goToSignIn(notice: SignInNotice): void {
  storeSignInNotice({ ...notice, isGood: true })
  location.assign(signInUrl())
}

/** The notice of the page before. It stays until the sign-in is complete. */
export function readSignInNotice(): SignInNotice | undefined {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '')
    return found as SignInNotice
  } catch {
    return undefined
  }
}

/** Called when a sign-in is complete: the next one starts without its notice and return path. */
export function clearSignInNotice(): void {
  sessionStorage.removeItem(storageKey)
  clearReturnPath()
}
