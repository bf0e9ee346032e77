import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { components } from '@portico/sdk/generated/management.ts'

/** Each mail, in words */
export const mailNames: Record<components['schemas']['MailTemplate']['name'], MessageDescriptor> = {
  invitation: msg`Invitation`,
  'invitation-external': msg`Invitation, with an external identity provider`,
  'password-reset': msg`Forgotten password`,
  'password-reset-by-administrator': msg`New password, requested by an administrator`,
  'security-notice': msg`Security notice`,
  'secret-expiry': msg`Secret of an API client expires`,
  'application-secret-expiry': msg`Secret of a sign-in application expires`,
  'secret-rotated': msg`API client replaced its secret`,
  'certificate-expiry': msg`Certificate of an identity provider expires`,
  'saml-key-expiry': msg`Certificate of the SAML key expires`,
  'settings-notice': msg`Mail settings changed`,
  test: msg`Test message`,
}
