import { Anchor, Box } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mailSettingsQuery } from '../../api/mail-settings.ts'
import { type Missing, namesOfMissing } from '../../api/missing-to-give.ts'
import { Notice } from '../../components/feedback/notice.tsx'

/** Whether mail is sent or kept, and what that means for this page. @param missing what the member lacks to read mails */
export function SendingNotice({ missing }: { missing: readonly Missing[] }) {
  const { data } = useQuery(mailSettingsQuery)
  const settings = (
    <Anchor component={Link} to="/mail" inherit underline="always">
      Mail settings
    </Anchor>
  )
  return (
    <Box mb="md" mih={66}>
      {data?.source === 'none' ? (
        <Notice tone="info" title="Mail is kept here, not sent">
          {missing.length === 0
            ? 'There is no SMTP server. Open a mail to read its link or code, and go on as if it had arrived.'
            : `There is no SMTP server. Mails hold links and codes to sign in as anybody, so reading them takes every permission that controls access. You lack ${namesOfMissing(missing)}.`}{' '}
          {settings}
        </Notice>
      ) : data ? (
        <Notice tone="good" title="Mail is sent">
          Through {data.source === 'organization' ? `your server ${data.host}` : 'the SMTP server of this deployment'}.
          What has been sent can no longer be read here; what was kept before stays readable. {settings}
        </Notice>
      ) : null}
    </Box>
  )
}
