import type { Language } from '../../../config/languages.ts'
import type { ExternalIdentity } from '../../../modules/sign-in/federation/external-identity.ts'
import type { PendingExternalSignIn } from '../../../modules/sign-in/federation/pending-external-sign-in.ts'
import type { SignInProvider } from '../../../modules/sign-in/federation/sign-in-proof.ts'
import type { PasskeyChallenge } from '../../../modules/sign-in/second-factors/check-passkey.ts'
import type { NextStep, Proven, ProvenUser } from '../../../modules/sign-in/sign-ins/next-sign-in-step.ts'

/** What is known of a user who has not signed in yet. */
export interface SignInProgress {
  /** The user whose password was right, and who owes something else */
  user?: ProvenUser
  /** What this user has proven */
  proven?: Proven
  /** The external provider that has said who it is; null where the password did */
  provider?: SignInProvider | null
  /** What the page asks for: each step checks by itself whether it is what the user owes */
  next?: InteractionStep
  /** The provider at which the sign-in has gone on */
  external?: PendingExternalSignIn
  /** In which the page was shown from which it has gone there */
  language?: Language | undefined
  /** An account at a provider that is to be linked with the user who proves to have its e-mail here */
  link?: ExternalIdentity
  /** Why the sign-in at a provider has led to nothing */
  problem?: ShownProblem
  /** As it was typed */
  email?: string | undefined
  /** What the browser was last asked to sign with a passkey */
  passkeyChallenge?: PasskeyChallenge
}

/** `link`: the user who has this e-mail proves who they are, as in any sign-in. */
type InteractionStep = NextStep | { step: 'link'; email: string; providerName: string }

/** A problem as a page shows it */
export interface ShownProblem {
  errorCode: string
  title: string
  detail: string
}
