import { useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mailSettingsQuery } from '../../api/mail-settings.ts'
import { missingOfAllControlling } from '../../api/missing-to-give.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { ReadOnlyServer } from './read-only-server.tsx'
import { ServerSection } from './server-section.tsx'
import { SourceNotice } from './source-notice.tsx'
import { TestSection } from './test-section.tsx'

/** The mail settings of the organization. */
export default function MailPage() {
  const { t } = useLingui()
  const { data: settings, error, refetch } = useQuery(mailSettingsQuery)
  const missing = missingOfAllControlling(useSession().permissions)
  return (
    <SettingsPage
      title={t`Mail`}
      description={t`The SMTP server that sends invitations, codes and reminders.`}
      actions={
        <Button component={Link} to="/settings/mailbox" variant="default">
          {t`Sent and kept mail`}
        </Button>
      }
    >
      <Stack gap="md">
        {error ? (
          <ErrorPanel error={error} onRetry={() => refetch()} />
        ) : settings ? (
          <>
            <SourceNotice settings={settings} />
            {missing.length === 0 ? (
              <ServerSection key={settings.source} settings={settings} />
            ) : (
              <ReadOnlyServer settings={settings} missing={missing} />
            )}
            <TestSection settings={settings} />
          </>
        ) : (
          <Skeleton h={480} role="status" aria-label={t`Loading`} />
        )}
      </Stack>
    </SettingsPage>
  )
}
