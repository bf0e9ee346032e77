import { Trans, useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import type { MailSettings } from '../../api/mail-settings.ts'
import type { Missing } from '../../api/missing-to-give.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { Section } from '../../components/page/section.tsx'
import { namesOfMissing } from '../../components/permissions/names-of-missing.ts'
import { FactList } from '../../components/values/fact-list.tsx'
import { securityOptions } from './server-form-values.ts'

/** The SMTP server, for members who may not change it, and why. */
export function ReadOnlyServer({ settings, missing }: { settings: MailSettings; missing: readonly Missing[] }) {
  const { t } = useLingui()
  const lacking = namesOfMissing(missing)
  const { host, port, security, username, fromName, fromAddress } = settings
  return (
    <Section title={t`SMTP server`}>
      <Stack gap="md">
        <Notice tone="info" title={t`You may not change these settings`}>
          <Trans>
            E-mails hold links and codes to sign in as anybody. Changing the server takes every permission that controls
            access, for the whole organization. You lack {lacking}.
          </Trans>
        </Notice>
        <FactList
          facts={[
            { name: t`Server`, value: host && `${host}:${port}` },
            { name: t`Encryption`, value: securityOptions().find(({ value }) => value === security)?.label },
            { name: t`Username`, value: username },
            { name: t`Sender`, value: fromAddress && (fromName ? `${fromName} (${fromAddress})` : fromAddress) },
          ]}
        />
      </Stack>
    </Section>
  )
}
