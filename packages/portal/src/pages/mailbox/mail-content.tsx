import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatExactTime } from '../../components/values/format-time.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { MailText } from './mail-text.tsx'
import { mailKinds, mailQuery } from './queries.ts'

/** One mail. Its text is shown as plain text. */
export function MailContent({ mailKey }: { mailKey: string }) {
  const { data: mail, error, refetch } = useQuery(mailQuery(mailKey))
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!mail) return <Skeleton h={280} role="status" aria-label="Loading" />
  return (
    <Stack gap="lg">
      <Title order={2} style={{ overflowWrap: 'anywhere' }}>
        <bdi>{mail.subject}</bdi>
      </Title>
      <FactList
        facts={[
          { name: 'Status', value: <StatusBadge status={mail.status} /> },
          {
            name: 'To',
            value: <bdi>{mail.toName ? `${bidiIsolate(mail.toName)} (${mail.toAddress})` : mail.toAddress}</bdi>,
          },
          { name: 'Kind', value: mailKinds.find(({ value }) => value === mail.kind)?.label },
          { name: 'Made', value: formatExactTime(mail.createdAt) },
          { name: 'Sent', value: mail.sentAt && formatExactTime(mail.sentAt) },
          { name: 'Attempts', value: mail.attempts > 0 ? String(mail.attempts) : null },
          { name: 'Next attempt', value: mail.nextAttemptAt && formatExactTime(mail.nextAttemptAt) },
        ]}
      />
      {mail.error && (
        <Notice tone={mail.status === 'failed' ? 'bad' : 'warning'} title="The last attempt failed">
          {mail.error}
        </Notice>
      )}
      {mail.text === null ? <MissingText status={mail.status} /> : <MailText text={mail.text} />}
    </Stack>
  )
}

const MissingText = ({ status }: { status: string }) => (
  <Text size="sm" c="dimmed">
    {status === 'waiting'
      ? 'It is on its way. Its content is kept encrypted until it is sent, and shown to nobody.'
      : 'Its content is not kept any more.'}
  </Text>
)
