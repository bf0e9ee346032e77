import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import type { Form } from '../../components/forms/use-form.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { Section } from '../../components/page/section.tsx'
import { formatList } from '../../components/values/format-number.ts'
import { formatDay } from '../../components/values/format-time.ts'
import { PairsField } from './pairs-field.tsx'
import { newPair, type ProviderValues } from './provider-values.ts'

const longest = 262_144

/** The settings of a SAML provider, which its metadata fill in. */
export const SamlFields = ({ form }: { form: Form<ProviderValues> }) => {
  const { t } = useLingui()
  return (
    <>
      <Section
        title={t`Metadata of the provider`}
        description={t`Optional. If the metadata has a URL, enter only that below, as metadataUrl. New certificates are then fetched automatically.`}
      >
        <MetadataField form={form} />
      </Section>
      <Section
        title={t`Settings`}
        description={t`As in the metadata of the provider. Settings whose names end with Url contain an https URL.`}
      >
        <PairsField
          nameLabel={t`Setting`}
          valueLabel={t`Value`}
          addLabel={t`Add setting`}
          isLong={isCertificate}
          {...form.field('samlConfiguration')}
        />
      </Section>
    </>
  )
}

const isCertificate = (name: string): boolean => folded(name) === 'certificate'
const folded = (name: string): string => name.trim().toLowerCase()

/** Metadata as a file or as text, which become settings. */
function MetadataField({ form }: { form: Form<ProviderValues> }) {
  const { t } = useLingui()
  const [metadata, setMetadata] = useState('')
  const outcome = useId()
  const read = useMutation({
    mutationFn: (text: string) =>
      answer(managementApi.POST('/identity-provider-connection/saml-metadata', { body: { metadata: text } })),
    onSuccess({ samlConfiguration }) {
      const given = samlConfiguration.map(({ configName, configValue }) => newPair(configName, configValue))
      const replaced = new Set([...given.map(({ name }) => folded(name)), 'metadataurl', ''])
      const others = form.values.samlConfiguration.filter(({ name }) => !replaced.has(folded(name)))
      form.set('samlConfiguration', [...given, ...others])
    },
  })
  const choose = async (file: File | null): Promise<void> => {
    if (!file) return
    // One that is too large is refused by its beginning alone.
    const text = await file.slice(0, longest + 1).text()
    setMetadata(text)
    read.mutate(text)
  }
  return (
    <Stack gap="sm" maw={640}>
      <Textarea
        label={t`Metadata`}
        description={t`Paste the XML document or choose a file.`}
        placeholder="<EntityDescriptor …"
        rows={4}
        spellCheck={false}
        autoComplete="off"
        value={metadata}
        onChange={(event) => {
          setMetadata(event.currentTarget.value)
          read.reset()
        }}
        aria-describedby={outcome}
      />
      <Group gap="sm">
        <FileButton accept=".xml,text/xml,application/xml,application/samlmetadata+xml" onChange={choose}>
          {(props) => (
            <Button variant="default" {...props}>
              <Trans>Choose file</Trans>
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          disabled={metadata.trim() === ''}
          loading={read.isPending}
          onClick={() => read.mutate(metadata)}
        >
          <Trans>Fill in settings</Trans>
        </Button>
      </Group>
      <Text id={outcome} size="sm" role="status">
        {read.data && wordsOf(read.data.certificates)}
      </Text>
      {read.error && <ErrorPanel error={read.error} />}
    </Stack>
  )
}

function wordsOf(certificates: { validTo: string }[]): string {
  const ends = formatList(certificates.map(({ validTo }) => formatDay(validTo)))
  return pageI18n()._(msg`Settings filled in. Certificates valid until ${ends}.`)
}
