import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Box } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mailSettingsQuery } from '../../api/mail-settings.ts'
import type { Missing } from '../../api/missing-to-give.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { namesOfMissing } from '../../components/permissions/names-of-missing.ts'

/** Whether mail is sent or kept, and what that means for this page. @param missing what the member lacks to read mails */
export function SendingNotice({ missing }: { missing: readonly Missing[] }) {
  const { t } = useLingui()
  const { data } = useQuery(mailSettingsQuery)
  const lacking = namesOfMissing(missing)
  const settings = (
    <Anchor component={Link} to="/settings/mail" inherit underline="always">
      <Trans>Mail settings</Trans>
    </Anchor>
  )
  return (
    <Box mb="md" mih={66}>
      {data?.source === 'none' ? (
        <Notice tone="info" title={t`Mail is kept here, not sent`}>
          {missing.length === 0
            ? t`There is no SMTP server. Open an e-mail to read its link or code.`
            : t`There is no SMTP server. E-mails hold links and codes to sign in as anybody, so reading them takes every permission that controls access. You lack ${lacking}.`}{' '}
          {settings}
        </Notice>
      ) : data ? (
        <Notice tone="good" title={t`Mail is sent`}>
          {data.source === 'organization'
            ? t`Through your server ${data.host}. Sent mail cannot be read here. Mail that was kept before stays readable.`
            : t`Through the SMTP server of this Portico server. Sent mail cannot be read here. Mail that was kept before stays readable.`}{' '}
          {settings}
        </Notice>
      ) : null}
    </Box>
  )
}
