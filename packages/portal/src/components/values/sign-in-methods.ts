import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { SignInMethod } from '../../api/portal-session.ts'

/** How somebody signed in, as the audit trail records it */
export const signInMethods: Record<SignInMethod, MessageDescriptor> = {
  password: msg`Password`,
  'password+totp': msg`Password and code`,
  passkey: msg`Passkey`,
  external: msg`Account elsewhere`,
  'external+totp': msg`Account elsewhere and code`,
  'external+mfa': msg`Account elsewhere and its second factor`,
}
