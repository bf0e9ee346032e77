import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Activity, useActivityPart } from '../../components/activity/activity.tsx'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PageParts, usePagePart } from '../../components/page/page-parts.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { AccessSection } from './access-section.tsx'
import { ApisSection } from './apis-section.tsx'
import { GenerateSecretDialog } from './generate-secret-dialog.tsx'
import { Overview } from './overview.tsx'
import { relyingPartyQuery } from './queries.ts'
import { hasSecrets } from './relying-party-labels.ts'
import { SettingsSection } from './settings-section.tsx'

/** One sign-in application: how it connects, what it may do, and who may use it. */
export default function RelyingPartyPage() {
  const { t } = useLingui()
  const parts = [
    { name: 'overview', label: t`Overview` },
    { name: 'settings', label: t`Settings` },
    { name: 'access', label: t`Access` },
    { name: 'apis', label: t`APIs` },
  ] as const
  const { key } = useParams({ from: '/shell/sign-in-applications/$key' })
  const { data: application, error, refetch } = useQuery(relyingPartyQuery(key))
  const shown = [...parts, ...useActivityPart()]
  const part = usePagePart(shown)
  const [isGenerating, setGenerating] = useState(false)
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={application?.name}
        trail={[{ label: t`Sign-in applications`, to: '/sign-in-applications' }]}
        aside={application && <StatusBadge status={application.status} isOfThing />}
        actions={
          application &&
          hasSecrets(application) && (
            <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => setGenerating(true)}>
              <Trans>Generate new secret</Trans>
            </Button>
          )
        }
      />
      <PageParts parts={shown} current={part} />
      {application ? (
        <>
          {part === 'overview' && <Overview application={application} />}
          {part === 'settings' && <SettingsSection key={application.updatedAt} application={application} />}
          {part === 'access' && <AccessSection key={application.updatedAt} application={application} />}
          {part === 'apis' && <ApisSection application={application} />}
          {part === 'activity' && <Activity filter={{ entityKey: application.key }} />}
          <GenerateSecretDialog application={application} isOpen={isGenerating} onClose={() => setGenerating(false)} />
        </>
      ) : (
        <Skeleton h={420} aria-busy />
      )}
    </>
  )
}
