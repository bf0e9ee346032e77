import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { MailSettings } from '../../api/mail-settings.ts'
import { Notice } from '../../components/feedback/notice.tsx'

/** Says where mail goes now. */
export function SourceNotice({ settings }: { settings: MailSettings }) {
  const { t } = useLingui()
  const { source, host, port, fromAddress, workedAt } = settings
  if (source === 'organization' && !workedAt) {
    return (
      <Notice tone="info" title={t`No message has gone out through your SMTP server yet`}>
        <Trans>
          {host}:{port}, from {fromAddress}. Send a test message to see whether it takes them.
        </Trans>
      </Notice>
    )
  }
  if (source === 'organization') {
    return (
      <Notice tone="good" title={t`Mail is sent through your SMTP server`}>
        <Trans>
          {host}:{port}, from {fromAddress}
        </Trans>
      </Notice>
    )
  }
  if (source === 'deployment') {
    return (
      <Notice tone="good" title={t`Mail is sent through the SMTP server of this Portico server`}>
        <Trans>Its operator has set it up. Mail comes from {fromAddress}. You can use your own server instead.</Trans>
      </Notice>
    )
  }
  return (
    <Notice tone="warning" title={t`No mail is sent yet`}>
      <Trans>
        There is no SMTP server. Every e-mail is kept in the{' '}
        <Anchor component={Link} to="/settings/mailbox" inherit underline="always">
          mailbox
        </Anchor>
        , where its links and codes can be read. This suits a trial, not real users. Kept e-mails are never sent.
      </Trans>
    </Notice>
  )
}
