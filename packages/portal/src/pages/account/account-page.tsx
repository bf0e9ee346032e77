import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { portalApi } from '../../api/apis.ts'
import { LanguageSwitch } from '../../components/language/language-switch.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { AuthenticatorSection } from './authenticator-section.tsx'
import { ConsentsSection } from './consents-section.tsx'
import { LinkedProvidersSection } from './linked-providers-section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

/** Mails are written in it as well. Where that fails, the pages have it all the same. */
const keepLanguage = (language: string): void =>
  void portalApi.patch('/account/profile', { language }).catch(() => undefined)

/** The member's own account: profile, ways to sign in, and sessions. */
export default function AccountPage() {
  const { t } = useLingui()
  return (
    <>
      <PageHeader title={t`Your account`} actions={<LanguageSwitch onChosen={keepLanguage} />} />
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
