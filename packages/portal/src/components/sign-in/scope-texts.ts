import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What an application learns or may do, by scope. `openid` alone says that it is the same person again. */
export const scopeTexts: Record<string, MessageDescriptor> = {
  profile: msg`Your name and your photo`,
  email: msg`Your e-mail`,
  groups: msg`The groups that you are in`,
  roles: msg`Your roles in the application`,
  offline_access: msg`To stay connected while you are away, until you revoke it`,
}
