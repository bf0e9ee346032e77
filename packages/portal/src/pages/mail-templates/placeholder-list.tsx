import { Trans, useLingui } from '@lingui/react/macro'
import { Code, Stack, Text } from '@mantine/core'
import { FactList } from '../../components/values/fact-list.tsx'
import type { MailTemplate, MailTemplates } from './queries.ts'

/** What a subject and a text may hold, and what each stands for */
export function PlaceholderList({ templates, name }: { templates: MailTemplates; name: MailTemplate['name'] }) {
  const { t } = useLingui()
  const rules = templates.placeholders.find((one) => one.name === name)
  if (!rules) return null
  const meanings: Record<string, string> = {
    organization: t`name of the organization`,
    link: t`button with the link, alone on its line`,
    code: t`code, alone on its line`,
    expires: t`until when it works`,
    client: t`name of the API client or application`,
    provider: t`name of the identity provider`,
    change: t`what was changed`,
    details: t`what happened, alone on its line`,
    advice: t`what to do about it, alone on its line`,
  }
  const linkPlaceholder = '{link}'
  const { inSubject, required, optional } = rules
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        <Trans>Placeholders</Trans>
      </Text>
      <FactList
        isAligned
        facts={[...required, ...optional].map((placeholder) => ({
          name: `{${placeholder}}`,
          value: [
            meanings[placeholder] ?? '',
            ...(required.includes(placeholder) ? [t`required`] : []),
            ...(inSubject.includes(placeholder) ? [t`also in the subject`] : []),
          ].join(' · '),
          copied: `{${placeholder}}`,
        }))}
      />
      <Text size="sm" c="dimmed">
        <Trans>
          Each line is a paragraph. Web addresses are refused, because only <Code>{linkPlaceholder}</Code> may lead
          anywhere. An e-mail address is allowed.
        </Trans>
      </Text>
    </Stack>
  )
}
