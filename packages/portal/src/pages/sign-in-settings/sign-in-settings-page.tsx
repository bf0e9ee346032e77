import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { signInSettingsQuery } from './queries.ts'
import { SettingsForm } from './settings-form.tsx'

/** What the organization requires of sign-ins and sessions. */
export default function SignInSettingsPage() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(signInSettingsQuery)
  return (
    <SettingsPage
      title={t`Sign-in`}
      description={t`What the organization requires at sign-in. It applies from the next request on, also in existing sessions.`}
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data ? (
        <SettingsForm settings={data} />
      ) : (
        <Skeleton h={640} role="status" aria-label={t`Loading`} />
      )}
    </SettingsPage>
  )
}
