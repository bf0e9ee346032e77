import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { RenewalReason } from '../../api/renew-session.ts'

const words: Record<RenewalReason, MessageDescriptor> = {
  expired: msg`Your session has reached its longest time.`,
  idle: msg`Your session has ended because nothing was done for a while.`,
  'signed-out': msg`You have signed out in another tab.`,
  'ended-by-user': msg`You have ended this session in the list of your sessions.`,
  'ended-by-administrator': msg`An administrator has ended your session or changed your account.`,
  'credentials-changed': msg`Your session has ended because your password, your e-mail or another way to sign in was changed.`,
  'too-many': msg`Your session has ended because you have signed in many times since.`,
  'rules-changed': msg`Your session has ended because your organization now requires more of a sign-in.`,
  ended: msg`Your session has ended.`,
  'cookie-missing': msg`This browser is signed out, or has deleted its cookies.`,
  'somebody-else': msg`Somebody else has signed in in this browser, in another tab.`,
  'not-recent': msg`This change needs a recent sign-in, so that nobody else can make it in a browser that was left open.`,
  'ends-soon': msg`Your session ends soon.`,
}

/** Why somebody is asked to sign in again */
export const wordsOfSessionEnd = (reason: RenewalReason): MessageDescriptor => words[reason]
