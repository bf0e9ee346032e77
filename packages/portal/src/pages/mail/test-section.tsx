import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Code, Group, Stack } from '@mantine/core'
import { answer } from '@portico/sdk'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import type { MailSettings } from '../../api/mail-settings.ts'
import { invalidateMailSettings, invalidateMails } from '../../api/mail-settings.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { Section } from '../../components/page/section.tsx'

type Result = { key: string; status: 'sent' | 'kept'; answer: string | null; to: string }

/** Sends a test message, and shows the answer of the mail server. */
export function TestSection({ settings }: { settings: MailSettings }) {
  const { t } = useLingui()
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
      // The first one that goes out shows that the server takes them.
      invalidateMailSettings()
    }
  }
  return (
    <Section
      title={t`Test message`}
      description={
        settings.source === 'none'
          ? t`There is no SMTP server. The message is kept in the mailbox.`
          : t`Sent immediately, with the saved settings.`
      }
    >
      <Stack gap="md">
        <form onSubmit={send} noValidate>
          <Group gap="xs" align="flex-end">
            <EmailInput
              label={t`Recipient`}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
              flex="1 1 240px"
              maw={420}
            />
            <Button type="submit" variant="default" loading={isSending} disabled={to.trim() === ''}>
              <Trans>Send test message</Trans>
            </Button>
          </Group>
        </form>
        {error !== undefined && <ErrorPanel error={error} />}
        {result && <Success result={result} />}
      </Stack>
    </Section>
  )
}

function Success({ result: { key, status, answer, to } }: { result: Result }) {
  const { t } = useLingui()
  if (status === 'kept') {
    return (
      <Notice tone="info" role="status" title={t`Message kept`}>
        <Trans>No SMTP server is set up, so nothing was sent.</Trans>{' '}
        <Anchor
          renderRoot={(props) => <Link to="/settings/mailbox" search={{ mail: key }} {...props} />}
          inherit
          underline="always"
        >
          <Trans>Read it in the mailbox</Trans>
        </Anchor>
      </Notice>
    )
  }
  return (
    <Notice tone="good" role="status" title={t`The server accepted the message`}>
      <Trans>
        It is on its way to <bdi>{to}</bdi>. If it does not arrive, check the spam folder, then the log of the mail
        server.
      </Trans>
      {answer && (
        <>
          {' '}
          <Trans>
            The server answered: <Code>{answer}</Code>
          </Trans>
        </>
      )}
    </Notice>
  )
}
