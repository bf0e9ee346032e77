import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ProblemName } from '../../api/problem-name.ts'

export type TitleAndDetail = [title: MessageDescriptor, detail: MessageDescriptor]

const tooMany = msg`Too many attempts`
const tryLater = msg`Try again in some minutes.`
const tryShortly = msg`Try again shortly.`
const askAgain = msg`Ask for a new one.`

/**
 * What the server refuses at a sign-in and in one's own account. Its English sentences are for people already, and say more:
 * these are for the other languages.
 */
export const signInWords: Partial<Record<ProblemName, TitleAndDetail>> = {
  sign_in_expired: [
    msg`The sign-in has expired`,
    msg`It took too long, or began in another browser. Begin again here.`,
  ],
  sign_in_failed: [msg`Sign-in failed`, msg`Incorrect e-mail, password, code or passkey, or you may not sign in.`],
  sign_in_locked: [tooMany, tryLater],
  sign_in_busy: [msg`Too many people are signing in at this moment`, tryShortly],
  sign_in_not_recent: [msg`This needs a recent sign-in`, msg`Sign in again, then try once more.`],
  password_refused: [
    msg`The password is not allowed`,
    msg`It is easy to guess, made of your name or e-mail, or too short. Choose several words that have nothing to do with each other.`,
  ],
  password_wrong: [msg`Incorrect current password`, msg`Enter the password that you sign in with.`],
  password_choices_limited: [msg`Too many new passwords were tried`, tryLater],
  password_not_allowed: [msg`You may not have a password`, msg`In your organization you sign in with a passkey alone.`],
  password_exists: [msg`There is a password already`, msg`Change it, with the current one.`],
  password_missing: [msg`There is no password`, msg`You sign in with a passkey alone.`],
  code_wrong: [msg`Incorrect code`, msg`Only the newest code counts, and for a limited time.`],
  codes_used_up: [tooMany, msg`Use the link in the e-mail, or try again tomorrow.`],
  link_invalid: [msg`The link is not valid any more`, askAgain],
  passkey_refused: [
    msg`The passkey cannot be added`,
    msg`It took too long, or the browser did not check you. Try again.`,
  ],
  passkeys_too_many: [msg`There are too many passkeys`, msg`Remove one first.`],
  passkey_not_found: [msg`There is no such passkey`, msg`Load the page again.`],
  authenticator_missing: [msg`There is no authenticator app`, msg`Load the page again.`],
  authenticator_exists: [msg`There is an authenticator app already`, msg`Remove it first.`],
  factor_required: [
    msg`You need this to sign in`,
    msg`Your organization requires it of you, or nothing else is left with which you can sign in. Add another way first.`,
  ],
  external_sign_in_failed: [
    msg`The sign-in at the identity provider failed`,
    msg`Its answer could not be accepted. Try again, or sign in in another way.`,
  ],
  external_sign_in_denied: [
    msg`The identity provider did not sign you in`,
    msg`You may have cancelled it there. Try again, or sign in in another way.`,
  ],
  external_provider_unavailable: [
    msg`The identity provider cannot be reached`,
    msg`Try again shortly, or sign in in another way.`,
  ],
  external_provider_refused: [msg`This identity provider may not be used here`, msg`Choose another way to sign in.`],
  external_user_unknown: [
    msg`Nobody here belongs to this account`,
    msg`Ask somebody who manages users for an invitation.`,
  ],
  external_user_inactive: [msg`Your account is not active`, msg`Ask somebody who manages users.`],
  external_email_taken: [
    msg`There is an account with your e-mail already`,
    msg`Sign in in the way that you used before, or ask somebody who manages users.`,
  ],
  external_subject_invalid: [
    msg`The sign-in at the identity provider failed`,
    msg`It names you in a way that cannot be stored. Tell an administrator.`,
  ],
  saml_message_refused: [
    msg`The sign-in at the identity provider failed`,
    msg`Its answer could not be accepted. Try again, or sign in in another way.`,
  ],
  session_not_found: [msg`There is no such session`, msg`It has ended already.`],
  session_ended: [msg`Your session has ended`, msg`Sign in again.`],
}
