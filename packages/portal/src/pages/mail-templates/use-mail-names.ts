import { useLingui } from '@lingui/react/macro'
import type { MailTemplate } from './queries.ts'

/** Each mail, in words */
export function useMailNames(): { value: MailTemplate['name']; label: string }[] {
  const { t } = useLingui()
  return [
    { value: 'invitation', label: t`Invitation` },
    { value: 'invitation-external', label: t`Invitation, with an external identity provider` },
    { value: 'password-reset', label: t`Forgotten password` },
    { value: 'password-reset-by-administrator', label: t`New password, requested by an administrator` },
    { value: 'security-notice', label: t`Security notice` },
    { value: 'secret-expiry', label: t`Secret of an API client expires` },
    { value: 'application-secret-expiry', label: t`Secret of a sign-in application expires` },
    { value: 'secret-rotated', label: t`API client replaced its secret` },
    { value: 'certificate-expiry', label: t`Certificate of an identity provider expires` },
    { value: 'saml-key-expiry', label: t`Certificate of the SAML key expires` },
    { value: 'settings-notice', label: t`Mail settings changed` },
    { value: 'test', label: t`Test message` },
  ]
}
