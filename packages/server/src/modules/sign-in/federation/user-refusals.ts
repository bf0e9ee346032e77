import { Problem } from '../../../problems/problem.ts'

// Why somebody whom an external provider has proven is not signed in. They read these words on the sign-in page.

export const providerRefused = (name: string): Problem =>
  new Problem('external_provider_refused', `${name} cannot be used to sign in there. Choose another way.`)

/** @param why with what would be right, as a sentence */
export const userUnknown = (name: string, why = ''): Problem =>
  new Problem(
    'external_user_unknown',
    `${name} knows you, but nobody here belongs to that account.${why && ` ${why}`} Ask an administrator to invite you, or to link the account with your user.`,
  )

export const userInactive = (): Problem =>
  new Problem('external_user_inactive', 'Your user is not active. Ask an administrator to activate it.')

/** The provider has verified the e-mail: whoever is told so owns the mailbox. */
export const emailTaken = (name: string, why: string): Problem =>
  new Problem(
    'external_email_taken',
    `There is a user with your e-mail, and your account at ${name} is not linked with it: ${why} Sign in another way, or ask an administrator to link it.`,
  )
