import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { signInSettingsQuery } from './queries.ts'
import { SettingsForm } from './settings-form.tsx'

/** What the organization requires of sign-ins and sessions. */
export default function SignInSettingsPage() {
  const { data, error, refetch } = useQuery(signInSettingsQuery)
  return (
    <>
      <PageHeader
        title="Sign-in"
        description="What your organization requires of its people. It counts from their next request on, also in sessions that have begun."
      />
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data ? (
        <SettingsForm key={data.updatedAt} settings={data} />
      ) : (
        <Skeleton h={640} role="status" aria-label="Loading" />
      )}
    </>
  )
}
