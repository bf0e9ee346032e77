import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { nameOfCode } from '../../api/problem-name.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { RawWords } from '../../components/feedback/raw-words.tsx'
import { ThingFailure } from '../../components/feedback/thing-failure.tsx'
import { wordsOfSmtpProblem } from '../../components/mail/words-of-smtp-problem.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatExactTime } from '../../components/values/format-time.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { MailText } from './mail-text.tsx'
import { mailKinds, mailQuery } from './queries.ts'

/** One mail. Its text is shown as plain text. */
export function MailContent({ mailKey }: { mailKey: string }) {
  const { t, i18n } = useLingui()
  const { data: mail, error, refetch } = useQuery(mailQuery(mailKey))
  if (error) return <ThingFailure error={error} onRetry={() => refetch()} />
  if (!mail) return <Skeleton h={280} role="status" aria-label={t`Loading`} />
  const words = wordsOfSmtpProblem(nameOfCode(mail.errorCode))
  return (
    <Stack gap="lg">
      <Title order={2} style={{ overflowWrap: 'anywhere' }}>
        <bdi>{mail.subject}</bdi>
      </Title>
      <FactList
        facts={[
          { name: t`Status`, value: <StatusBadge status={mail.status} /> },
          {
            name: t`To`,
            value: <bdi>{mail.toName ? `${bidiIsolate(mail.toName)} (${mail.toAddress})` : mail.toAddress}</bdi>,
          },
          { name: t`Type`, value: mailKinds().find(({ value }) => value === mail.kind)?.label },
          { name: t`Created`, value: formatExactTime(mail.createdAt) },
          { name: t`Sent`, value: mail.sentAt && formatExactTime(mail.sentAt) },
          { name: t`Attempts`, value: mail.attempts > 0 ? String(mail.attempts) : null },
          { name: t`Next attempt`, value: mail.nextAttemptAt && formatExactTime(mail.nextAttemptAt) },
        ]}
      />
      {mail.error && (
        <Notice
          tone={mail.status === 'failed' ? 'bad' : 'warning'}
          title={words ? i18n._(words.title) : t`The last attempt failed`}
        >
          {words && i18n._(words.advice)}
          <RawWords>{mail.error}</RawWords>
        </Notice>
      )}
      {mail.text === null ? <MissingText status={mail.status} /> : <MailText text={mail.text} />}
    </Stack>
  )
}

const MissingText = ({ status }: { status: string }) => (
  <Text size="sm" c="dimmed">
    {status === 'waiting' ? (
      <Trans>On its way. The content is encrypted until it is sent, and shown to nobody.</Trans>
    ) : (
      <Trans>The content is no longer kept.</Trans>
    )}
  </Text>
)
