import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { MailSettings } from '../../api/mail-settings.ts'
import { Notice } from '../../components/feedback/notice.tsx'

/** Says where mail goes now. */
export function SourceNotice({ settings }: { settings: MailSettings }) {
  const { source, host, port, fromAddress } = settings
  if (source === 'organization') {
    return (
      <Notice tone="good" title="Mail is sent through your SMTP server">
        {host}:{port}, from {fromAddress}.
      </Notice>
    )
  }
  if (source === 'deployment') {
    return (
      <Notice tone="good" title="Mail is sent through the SMTP server of this deployment">
        Whoever runs Portico has set it up; mail comes from {fromAddress}. Give a server of your own below to use that
        one instead.
      </Notice>
    )
  }
  return (
    <Notice tone="warning" title="No mail is sent yet">
      There is no SMTP server, so every mail is kept in the{' '}
      <Anchor component={Link} to="/mailbox" inherit underline="always">
        mailbox
      </Anchor>
      , where its links and codes can be read: good for trying things out, not for real people. What is kept is not sent
      later.
    </Notice>
  )
}
