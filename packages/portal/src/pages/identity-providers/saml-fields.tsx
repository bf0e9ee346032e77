import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import type { Form } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { PairsField } from './pairs-field.tsx'
import { newPair, type ProviderValues } from './provider-values.ts'

const longest = 500_000

/** The settings of a SAML provider, which its metadata fill in. */
export const SamlFields = ({ form }: { form: Form<ProviderValues> }) => (
  <>
    <Section
      title="Metadata of the provider"
      description="Optional. Where they have an address, enter it below as metadataUrl instead, in place of all else: then new certificates are known by themselves."
    >
      <MetadataField form={form} />
    </Section>
    <Section
      title="Settings"
      description="As the provider’s metadata has them. Names that end with Url hold an https address."
    >
      <PairsField
        nameLabel="Setting"
        valueLabel="Value"
        addLabel="Add a setting"
        isLong={isCertificate}
        {...form.field('samlConfiguration')}
      />
    </Section>
  </>
)

const isCertificate = (name: string): boolean => folded(name) === 'certificate'
const folded = (name: string): string => name.trim().toLowerCase()

/** Metadata as a file or as text, which become settings. */
function MetadataField({ form }: { form: Form<ProviderValues> }) {
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
        label="Metadata"
        description="The XML document, or choose its file."
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
              Choose a file
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          disabled={metadata.trim() === ''}
          loading={read.isPending}
          onClick={() => read.mutate(metadata)}
        >
          Fill in the settings
        </Button>
      </Group>
      <Text id={outcome} size="sm" role="status">
        {read.data && wordsOf(read.data.certificates)}
      </Text>
      {read.error && <ErrorPanel error={read.error} />}
    </Stack>
  )
}

const wordsOf = (certificates: { validTo: string }[]): string => {
  const ends = certificates.map(({ validTo }) => validTo.slice(0, 10)).join(', ')
  return `The settings are filled in. Valid until: ${ends} (${certificates.length === 1 ? 'one certificate' : `${certificates.length} certificates`}).`
}
