import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { PageHeader } from '../../components/page/page-header.tsx'
import { AuthenticatorSection } from './authenticator-section.tsx'
import { ConsentsSection } from './consents-section.tsx'
import { LinkedProvidersSection } from './linked-providers-section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

/** The member's own account: profile, ways to sign in, and sessions. */
export default function AccountPage() {
  const { t } = useLingui()
  return (
    <>
      <PageHeader title={t`Your account`} />
      <Stack gap="md" maw={820}>
        <ProfileSection />
        <PasswordSection />
        <PasskeysSection />
        <AuthenticatorSection />
        <LinkedProvidersSection />
        <ConsentsSection />
        <SessionsSection />
      </Stack>
    </>
  )
}
