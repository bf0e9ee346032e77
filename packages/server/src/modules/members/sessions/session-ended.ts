import { Problem } from '../../../problems/problem.ts'
import type { SessionEnd } from './session-ends-repository.ts'

/** Shown to the person whose session it was */
const reasons: Record<SessionEnd, string> = {
  expired: 'Your session has ended: you signed in as long ago as a session lasts.',
  idle: 'Your session has ended, because nothing was done for a while.',
  'signed-out': 'Your session has ended: you have signed out.',
  'ended-by-user': 'Your session has ended: you ended it in the list of your sessions.',
  'ended-by-administrator': 'Your session has ended: an administrator ended it, or changed your account.',
  'credentials-changed': 'Your session has ended, because your password, e-mail or another way to sign in was changed.',
  'too-many': 'Your session has ended, because you have signed in many times since.',
  'rules-changed': 'Your session has ended: your organization now requires more of a sign-in.',
}

/**
 * RFC 9110, section 11.6.1: a 401 names a way to authenticate. There is a registered one for tokens only. The portal says
 * the reason in the language of its pages.
 */
export const sessionEnded = (reason?: SessionEnd): Problem => {
  const why = reason ? reasons[reason] : 'The session has ended, or its user may not sign in any more.'
  return new Problem('session_ended', `${why} Sign in again.`, {
    'www-authenticate': 'Bearer',
    ...(reason && { 'portico-session-end': reason }),
  })
}
