import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, List, Stack, Text } from '@mantine/core'
import { Notice } from '../../../components/feedback/notice.tsx'
import { bidiIsolate } from '../../../components/values/bidi-isolate.ts'
import { DownloadButton } from '../../../components/values/download-button.tsx'
import { saveCsv } from '../../../components/values/save-csv.ts'
import { nameOf } from '../name-of.ts'
import type { User } from '../queries.ts'
import { useEnvironments } from '../use-environments.ts'
import type { OffboardingStepName, OffboardingReport as Report } from './queries.ts'
import { DoneStep } from './step-words.tsx'

/** In the file that is saved */
const stepNames: Record<OffboardingStepName, MessageDescriptor> = {
  SuspendApiClients: msg`Suspend API clients`,
  EndClientCredentials: msg`End secrets and public keys`,
  EndApplicationCredentials: msg`End secrets and public keys of sign-in applications`,
  RemoveFromGroups: msg`Remove from groups`,
  RevokeApplicationRoles: msg`Revoke end-user roles`,
  RevokeOrganizationRoles: msg`Revoke organization roles`,
  EndSessions: msg`End sessions`,
  Deactivate: msg`Deactivate`,
}

interface OffboardingReportProps {
  user: User
  report: Report
  onClose(): void
}

/** What was taken from a user who was offboarded, to read and to save. */
export function OffboardingReport({ user, report, onClose }: OffboardingReportProps) {
  const { t, i18n } = useLingui()
  const name = nameOf(user)
  const { nameOf: environmentName } = useEnvironments()
  const done = report.steps.filter(({ total }) => total > 0)
  const save = (): void => {
    const rows = done.flatMap(({ step, items }) =>
      items.map((item) => [
        i18n._(stepNames[step]),
        item.key,
        item.name ?? '',
        item.environmentKey ? environmentName(item.environmentKey) : '',
        item.assetKey ?? '',
      ]),
    )
    saveCsv('offboarding.csv', [
      [t`Step`, t`Key`, t`Name`, t`Stage`, t`Key of the asset`],
      [t`User`, user.key, name, '', ''],
      ...rows,
    ])
  }
  return (
    <Stack gap="md">
      <Notice tone="good" role="status" title={t`${{ name: bidiIsolate(name) }} is offboarded`}>
        <List size="sm">
          {done.map((step) => (
            <List.Item key={step.step}>
              <DoneStep step={step} />
            </List.Item>
          ))}
        </List>
      </Notice>
      <Text size="sm" c="dimmed">
        <Trans>The audit trail has each of these changes. The user page and its activity stay.</Trans>
      </Text>
      <Group justify="flex-end" gap="xs">
        <DownloadButton file={save}>
          <Trans>Save report</Trans>
        </DownloadButton>
        <Button onClick={onClose} autoFocus>
          <Trans>Close</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
