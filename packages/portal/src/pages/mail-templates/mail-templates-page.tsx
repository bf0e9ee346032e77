import { useLingui } from '@lingui/react/macro'
import { Select, SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { missingOfAllControlling } from '../../api/missing-to-give.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { languages } from '../../components/language/language.ts'
import { useUrlSelection } from '../../components/lists/use-url-selection.ts'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { type MailTemplate, mailTemplatesQuery } from './queries.ts'
import { TemplateEditor } from './template-editor.tsx'
import { useMailNames } from './use-mail-names.ts'

/** What the organization says in its mails. */
export default function MailTemplatesPage() {
  const { t, i18n } = useLingui()
  const { data, error, refetch } = useQuery(mailTemplatesQuery)
  const missing = missingOfAllControlling(useSession().permissions)
  const names = useMailNames()
  const [chosenName, chooseName] = useUrlSelection('template')
  const [chosenLanguage, chooseLanguage] = useUrlSelection('language')
  const name = names.find(({ value }) => value === chosenName)?.value ?? 'invitation'
  const language = (
    chosenLanguage && chosenLanguage in languages ? chosenLanguage : i18n.locale
  ) as MailTemplate['language']
  const marked = names.map(({ value, label }) => {
    const isOwn = data?.templates.some((template) => template.name === value)
    return { value, label: isOwn ? t`${label} (own text)` : label }
  })
  return (
    <SettingsPage
      title={t`Mail templates`}
      description={t`The subject and the text of each e-mail, by the language of its recipient.`}
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw={680}>
          <Select
            label={t`Mail`}
            data={marked}
            value={name}
            allowDeselect={false}
            onChange={(value) => value && chooseName(value)}
          />
          <Select
            label={t`Language`}
            data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
            value={language}
            allowDeselect={false}
            onChange={(value) => value && chooseLanguage(value)}
          />
        </SimpleGrid>
        {error ? (
          <ErrorPanel error={error} onRetry={() => refetch()} />
        ) : data ? (
          <TemplateEditor key={`${name}.${language}`} loaded={data} id={{ name, language }} missing={missing} />
        ) : (
          <Skeleton h={520} role="status" aria-label={t`Loading`} />
        )}
      </Stack>
    </SettingsPage>
  )
}
