import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { BrandingForm } from './branding-form.tsx'
import { brandingQuery } from './queries.ts'

/** How the pages look that people see at their sign-in. */
export function BrandingSection() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(brandingQuery)
  return (
    <Section
      title={t`Branding`}
      description={t`On the sign-in pages and in the portal. Everybody who opens the sign-in page sees it.`}
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data ? (
        <BrandingForm loaded={data} />
      ) : (
        <Skeleton h={320} role="status" aria-label={t`Loading`} />
      )}
    </Section>
  )
}
