import { Anchor, Button, Code, Group, Stack, Text } from '@mantine/core'
import { answer } from '@portico/sdk'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import type { MailSettings } from '../../api/mail-settings.ts'
import { invalidateMails } from '../../api/mail-settings.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { Section } from '../../components/page/section.tsx'
import { adviceFor } from './advice-for.ts'

type Result = { key: string; status: 'sent' | 'kept'; answer: string | null; to: string }

/** Sends a test message, and shows the answer of the mail server. */
export function TestSection({ settings }: { settings: MailSettings }) {
  const { user } = useSession()
  const [to, setTo] = useState(user.email ?? '')
  const [isSending, setSending] = useState(false)
  const [result, setResult] = useState<Result>()
  const [error, setError] = useState<unknown>()
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (isSending) return
    setSending(true)
    setResult(undefined)
    setError(undefined)
    try {
      const body = { to: to.trim() }
      setResult({ ...(await answer(managementApi.POST('/mail-settings/test', { body }))), ...body })
    } catch (thrown) {
      setError(thrown)
    } finally {
      setSending(false)
      invalidateMails()
    }
  }
  return (
    <Section
      title="Test message"
      description={
        settings.source === 'none'
          ? 'Nothing is sent while there is no SMTP server: the message is kept in the mailbox.'
          : 'Sent at once, with the settings that are saved.'
      }
    >
      <Stack gap="md">
        <form onSubmit={send} noValidate>
          <Group gap="xs" align="flex-end">
            <EmailInput
              label="Send it to"
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
              flex="1 1 240px"
              maw={420}
            />
            <Button type="submit" variant="default" loading={isSending} disabled={to.trim() === ''}>
              Send a test message
            </Button>
          </Group>
        </form>
        {error !== undefined && <Failure error={error} />}
        {result && <Success result={result} />}
      </Stack>
    </Section>
  )
}

function Failure({ error }: { error: unknown }) {
  const advice = adviceFor(error)
  return (
    <Stack gap="xs">
      <ErrorPanel error={error} />
      {advice && (
        <Text size="sm" maw={640}>
          {advice}
        </Text>
      )}
    </Stack>
  )
}

function Success({ result: { key, status, answer, to } }: { result: Result }) {
  if (status === 'kept') {
    return (
      <Notice tone="info" role="status" title="The message is kept">
        No SMTP server is set up, so nothing was sent.{' '}
        <Anchor
          renderRoot={(props) => <Link to="/mailbox" search={{ mail: key }} {...props} />}
          inherit
          underline="always"
        >
          Read it in the mailbox
        </Anchor>
      </Notice>
    )
  }
  return (
    <Notice tone="good" role="status" title="The server took the message">
      It is on its way to <bdi>{to}</bdi>. If it does not arrive, look into the spam folder, then into the log of the
      mail server.
      {answer && (
        <>
          {' '}
          The server answered: <Code>{answer}</Code>
        </>
      )}
    </Notice>
  )
}
