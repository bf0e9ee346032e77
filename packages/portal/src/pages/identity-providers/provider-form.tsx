import { useLingui } from '@lingui/react/macro'
import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { PageForm } from '../../components/forms/page-form.tsx'
import type { Form } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { formatList } from '../../components/values/format-number.ts'
import { OidcFields } from './oidc-fields.tsx'
import { PairsField } from './pairs-field.tsx'
import { PresetFields } from './preset-fields.tsx'
import { emailTrustOptions, linkingFieldOptions, optionsOf, subtypeOptions } from './provider-labels.ts'
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
  const { t } = useLingui()
  const [preset, setPreset] = useState<ProviderPreset | undefined>(
    isNew ? providerPresets.find(({ id }) => id === 'oidc') : undefined,
  )
  return (
    <PageForm form={form} label={label} back={back} submitLabel={submitLabel}>
      {preset && <PresetFields form={form} preset={preset} onChange={setPreset} />}
      <Section title={t`Details`}>
        <IdentityFields form={form} asksWhose={!preset || preset.id === 'oidc'} />
      </Section>
      {form.values.type === 'OIDC' ? (
        <OidcFields form={form} isNew={isNew} isAddressKnown={preset?.discoveryUrl !== undefined} />
      ) : (
        <SamlFields form={form} />
      )}
      <Section title={t`Users`} description={t`What happens when somebody signs in through this provider.`}>
        <ProfileFields form={form} />
      </Section>
      <Section
        title={t`Claim names`}
        description={t`Optional. Enter a claim here if the provider gives it another name, such as mail instead of email. Claims used here: ${formatList(ownClaims)}.`}
      >
        <PairsField
          nameLabel={t`Claim`}
          valueLabel={t`Name at the provider`}
          addLabel={t`Add claim`}
          {...form.field('tokenNormalizations')}
        />
      </Section>
    </PageForm>
  )
}

function IdentityFields({ form, asksWhose }: { form: Form<ProviderValues>; asksWhose: boolean }) {
  const { t } = useLingui()
  return (
    <Stack gap="md" maw={640}>
      <TextInput
        label={t`Name`}
        description={t`Users see it when they sign in.`}
        autoComplete="off"
        dir="auto"
        {...form.text('name')}
      />
      {asksWhose && form.values.type === 'OIDC' && (
        <Select
          label={t`Service`}
          allowDeselect={false}
          data={optionsOf(subtypeOptions)}
          maw={320}
          {...form.field('subtype')}
          onChange={(value) => value && form.set('subtype', value)}
        />
      )}
    </Stack>
  )
}

function ProfileFields({ form }: { form: Form<ProviderValues> }) {
  const { t } = useLingui()
  return (
    <Stack gap="md" maw={640}>
      <Select
        label={t`Trusted e-mail addresses`}
        description={t`A trusted e-mail address can link a profile to an existing user. Trust all addresses only if users cannot choose them freely at the provider.`}
        allowDeselect={false}
        data={optionsOf(emailTrustOptions)}
        {...form.field('emailTrustType')}
        onChange={(value) => value && form.set('emailTrustType', value)}
      />
      <Select
        label={t`Link to existing users`}
        allowDeselect={false}
        data={optionsOf(linkingFieldOptions)}
        maw={320}
        {...form.field('profileLinkingField')}
        onChange={(value) => value && form.set('profileLinkingField', value)}
      />
      <Checkbox
        label={t`Create new users`}
        description={t`Otherwise only existing and invited users can sign in.`}
        checked={form.values.autoCreateProfiles}
        onChange={(event) => form.set('autoCreateProfiles', event.currentTarget.checked)}
      />
    </Stack>
  )
}
