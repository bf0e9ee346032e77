import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { answer } from '@portico/sdk'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { invalidateMails } from '../../api/mail-settings.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { Section } from '../../components/page/section.tsx'
import type { MailTemplate } from './queries.ts'
import classes from './template-preview.module.css'

interface TemplatePreviewProps {
  /** As it is in the form, saved or not */
  template: MailTemplate
  mayTest: boolean
}

type Result = { subject: string; text: string } | { key: string; status: 'sent' | 'kept' }

/** Shows the mail with sample values, and sends it to somebody. */
export function TemplatePreview({ template, mayTest }: TemplatePreviewProps) {
  const { t } = useLingui()
  const { user } = useSession()
  const [to, setTo] = useState(user.email ?? '')
  const [isWorking, setWorking] = useState(false)
  const [result, setResult] = useState<Result>()
  const [error, setError] = useState<unknown>()
  const show = async (work: () => Promise<Result>): Promise<void> => {
    setWorking(true)
    setError(undefined)
    setResult(undefined)
    try {
      setResult(await work())
    } catch (thrown) {
      setError(thrown)
    } finally {
      setWorking(false)
    }
  }
  const preview = () => show(() => answer(managementApi.POST('/mail-templates/preview', { body: template })))
  const send = () =>
    show(async () => {
      const body = { ...template, to: to.trim() }
      const sent = await answer(managementApi.POST('/mail-templates/test', { body }))
      await invalidateMails()
      return sent
    })
  return (
    <Section
      title={t`Preview and test`}
      description={t`With sample values. The link leads to the portal, the code is not valid.`}
    >
      <Stack gap="md">
        <Group gap="xs" align="flex-end">
          <Button variant="default" loading={isWorking} onClick={preview}>
            <Trans>Show preview</Trans>
          </Button>
          {mayTest && (
            <>
              <EmailInput
                label={t`Recipient`}
                value={to}
                onChange={(event) => setTo(event.currentTarget.value)}
                flex="1 1 240px"
                maw={360}
              />
              <Button variant="default" loading={isWorking} disabled={to.trim() === ''} onClick={send}>
                <Trans>Send test message</Trans>
              </Button>
            </>
          )}
        </Group>
        {error !== undefined && <ErrorPanel error={error} />}
        {result && 'subject' in result && (
          <section aria-label={t`Preview`} aria-live="polite" className={classes.mail}>
            <Text fw={600}>{result.subject}</Text>
            <div className={classes.text} dir="auto">
              {result.text}
            </div>
          </section>
        )}
        {result && 'key' in result && (
          <Notice tone="good" role="status" title={result.status === 'sent' ? t`Message sent` : t`Message kept`}>
            <Anchor
              renderRoot={(props) => <Link to="/settings/mailbox" search={{ mail: result.key }} {...props} />}
              inherit
              underline="always"
            >
              <Trans>Open the mailbox</Trans>
            </Anchor>
          </Notice>
        )}
      </Stack>
    </Section>
  )
}
