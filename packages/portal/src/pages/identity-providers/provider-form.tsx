import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { PageForm } from '../../components/forms/page-form.tsx'
import type { Form } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { OidcFields } from './oidc-fields.tsx'
import { PairsField } from './pairs-field.tsx'
import { PresetFields } from './preset-fields.tsx'
import { emailTrustOptions, linkingFieldOptions, subtypeOptions } from './provider-labels.ts'
import { type ProviderPreset, providerPresets } from './provider-presets.ts'
import { ownClaims, type ProviderValues } from './provider-values.ts'
import { SamlFields } from './saml-fields.tsx'

/** The fields of problems that name none */
export const problemFields = {
  identity_provider_name_taken: 'name',
  identity_provider_secret_missing: 'clientSecret',
} as const

interface ProviderFormProps {
  label: string
  form: Form<ProviderValues>
  isNew: boolean
  submitLabel: string
  /** Where Cancel leads */
  back: string
}

/** All settings of an external identity provider. */
export function ProviderForm({ label, form, isNew, submitLabel, back }: ProviderFormProps) {
  const [preset, setPreset] = useState<ProviderPreset | undefined>(
    isNew ? providerPresets.find(({ id }) => id === 'oidc') : undefined,
  )
  return (
    <PageForm form={form} label={label} back={back} submitLabel={submitLabel}>
      {preset && <PresetFields form={form} preset={preset} onChange={setPreset} />}
      <Section title="What it is">
        <IdentityFields form={form} asksWhose={!preset || preset.id === 'oidc'} />
      </Section>
      {form.values.type === 'OIDC' ? (
        <OidcFields form={form} isNew={isNew} isAddressKnown={preset?.discoveryUrl !== undefined} />
      ) : (
        <SamlFields form={form} />
      )}
      <Section title="What its profiles become" description="When somebody signs in through it.">
        <ProfileFields form={form} />
      </Section>
      <Section
        title="Claims under other names"
        description={`Optional: where the provider names a claim differently, such as mail instead of email. Our names are ${ownClaims.join(', ')}.`}
      >
        <PairsField
          nameLabel="Our name"
          valueLabel="The provider’s name"
          addLabel="Add a claim"
          {...form.field('tokenNormalizations')}
        />
      </Section>
    </PageForm>
  )
}

function IdentityFields({ form, asksWhose }: { form: Form<ProviderValues>; asksWhose: boolean }) {
  return (
    <Stack gap="md" maw={640}>
      <TextInput
        label="Name"
        description="People see it when they sign in."
        maxLength={256}
        autoComplete="off"
        dir="auto"
        {...form.text('name')}
      />
      {asksWhose && form.values.type === 'OIDC' && (
        <Select
          label="Whose"
          allowDeselect={false}
          data={subtypeOptions}
          maw={320}
          {...form.field('subtype')}
          onChange={(value) => value && form.set('subtype', value)}
        />
      )}
    </Stack>
  )
}

function ProfileFields({ form }: { form: Form<ProviderValues> }) {
  return (
    <Stack gap="md" maw={640}>
      <Select
        label="E-mails to trust"
        description="A trusted e-mail can belong to a user who is here already. Trust all only where nobody can choose theirs freely."
        allowDeselect={false}
        data={emailTrustOptions}
        {...form.field('emailTrustType')}
        onChange={(value) => value && form.set('emailTrustType', value)}
      />
      <Select
        label="Link to users who are here already"
        allowDeselect={false}
        data={linkingFieldOptions}
        maw={320}
        {...form.field('profileLinkingField')}
        onChange={(value) => value && form.set('profileLinkingField', value)}
      />
      <Checkbox
        label="Create users who are not here yet"
        description="Otherwise only those who were invited or created before can sign in."
        checked={form.values.autoCreateProfiles}
        onChange={(event) => form.set('autoCreateProfiles', event.currentTarget.checked)}
      />
    </Stack>
  )
}
