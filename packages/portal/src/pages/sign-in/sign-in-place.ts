import { createContext, useContext } from 'react'

/** The dialog in which a member signs in again, over the page that stays */
interface SignInDialogPlace {
  /** Whose session it was */
  email: string | null
  /** Begins the sign-in anew, after it has expired */
  restart(): void
}

const SignInPlace = createContext<SignInDialogPlace | undefined>(undefined)

export const SignInPlaceProvider = SignInPlace.Provider

/** The dialog around the steps of a sign-in; undefined on the sign-in page */
export const useSignInDialog = (): SignInDialogPlace | undefined => useContext(SignInPlace)
