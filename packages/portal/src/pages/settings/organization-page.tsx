import { useLingui } from '@lingui/react/macro'
import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { AddressesSection } from './addresses-section.tsx'
import { BrandingSection } from './branding-section.tsx'
import { NameSection } from './name-section.tsx'
import { organizationQuery } from './queries.ts'

/** Name and looks of the organization, and the addresses that programs are configured with. */
export default function OrganizationPage() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(organizationQuery)
  return (
    <SettingsPage title={t`Organization`} description={t`Its name, branding and addresses.`}>
      <Stack gap="md">
        {error ? (
          <ErrorPanel error={error} onRetry={() => refetch()} />
        ) : data ? (
          <>
            <NameSection organization={data} />
            <BrandingSection />
            <AddressesSection organization={data} />
          </>
        ) : (
          <Skeleton h={640} role="status" aria-label={t`Loading`} />
        )}
      </Stack>
    </SettingsPage>
  )
}
