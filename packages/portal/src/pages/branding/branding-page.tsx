import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { BrandingForm } from './branding-form.tsx'
import { brandingQuery } from './queries.ts'

/** How the pages look that people see at their sign-in. */
export default function BrandingPage() {
  const { data, error, refetch } = useQuery(brandingQuery)
  return (
    <>
      <PageHeader
        title="Branding"
        description="Name, color and logo on the pages that people see when they sign in, and in the portal. Everybody who opens the sign-in page sees them."
      />
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data ? (
        <BrandingForm loaded={data} />
      ) : (
        <Skeleton h={320} role="status" aria-label="Loading" />
      )}
    </>
  )
}
