import { Stack } from '@mantine/core'
import type { MailSettings } from '../../api/mail-settings.ts'
import { type Missing, namesOfMissing } from '../../api/missing-to-give.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { Section } from '../../components/page/section.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { securityOptions } from './server-form-values.ts'

/** The SMTP server, for members who may not change it, and why. */
export function ReadOnlyServer({ settings, missing }: { settings: MailSettings; missing: readonly Missing[] }) {
  const { host, port, security, username, fromName, fromAddress } = settings
  return (
    <Section title="Your SMTP server">
      <Stack gap="md">
        <Notice tone="info" title="You can read the settings, but not change them">
          Whoever decides where mail goes can read every link and code in it, and sign in as anybody. Changing them
          takes every permission that controls access, for the whole organization. You lack {namesOfMissing(missing)}.
        </Notice>
        <FactList
          facts={[
            { name: 'Server', value: host && `${host}:${port}` },
            { name: 'Encryption', value: securityOptions.find(({ value }) => value === security)?.label },
            { name: 'User name', value: username },
            { name: 'Sender', value: fromAddress && (fromName ? `${fromName} (${fromAddress})` : fromAddress) },
          ]}
        />
      </Stack>
    </Section>
  )
}
