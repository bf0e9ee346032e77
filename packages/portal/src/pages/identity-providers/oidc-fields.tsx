import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import { PasswordField } from '../../components/forms/password-field.tsx'
import type { Form } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import classes from './identity-providers.module.css'
import { assertionAlgorithmsOf, authenticationMethodOptions, optionsOf } from './provider-labels.ts'
import { addressFields, type ProviderValues } from './provider-values.ts'

interface FieldsProps {
  form: Form<ProviderValues>
  isNew: boolean
}

interface OidcFieldsProps extends FieldsProps {
  /** The addresses follow from what was answered already. */
  isAddressKnown: boolean
}

/** The provider's endpoints, and Portico's client there. */
export function OidcFields({ form, isNew, isAddressKnown }: OidcFieldsProps) {
  const { t } = useLingui()
  return (
    <>
      {!isAddressKnown && (
        <Section
          title={t`Endpoints`}
          description={t`The discovery document contains all endpoints. If there is none, enter them one by one.`}
        >
          <Stack gap="md" maw={640}>
            <TextInput
              label={t`Discovery URL`}
              placeholder="https://login.example.com/.well-known/openid-configuration"
              type="url"
              autoComplete="off"
              {...form.text('discoveryUrl')}
            />
            <Addresses form={form} />
          </Stack>
        </Section>
      )}
      <Section title={t`Client`} description={t`As registered at the provider.`}>
        <ClientFields form={form} isNew={isNew} />
      </Section>
      <Section title={t`Request`}>
        <RequestFields form={form} />
      </Section>
    </>
  )
}

function Addresses({ form }: { form: Form<ProviderValues> }) {
  const { t, i18n } = useLingui()
  const isOpen = addressFields.some(({ name }) => form.values[name] !== '' || form.errors[name])
  return (
    <details className={classes.more} open={isOpen || undefined}>
      <summary>
        <Trans>Enter endpoints</Trans>
      </summary>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm">
        {addressFields.map(({ name, label, isNeeded }) => (
          <TextInput
            key={name}
            label={i18n._(label)}
            {...(isNeeded ? {} : { description: t`Optional` })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            type="url"
            autoComplete="off"
            {...form.text(name)}
          />
        ))}
      </SimpleGrid>
    </details>
  )
}

function ClientFields({ form, isNew }: FieldsProps) {
  const { t } = useLingui()
  const { clientAuthenticationMethod: method, subtype } = form.values
  const algorithms = assertionAlgorithmsOf(method)
  return (
    <Stack gap="md" maw={640}>
      <TextInput label={t`Client ID`} autoComplete="off" {...form.text('clientId')} />
      <Select
        label={t`Client authentication`}
        allowDeselect={false}
        data={optionsOf(authenticationMethodOptions)}
        {...form.field('clientAuthenticationMethod')}
        onChange={(value) => value && form.set('clientAuthenticationMethod', value)}
      />
      {algorithms.length > 0 && (
        <Select
          label={t`Signature algorithm`}
          placeholder={t`Default of the provider`}
          clearable
          clearButtonProps={{ 'aria-label': t`Default of the provider` }}
          data={algorithms}
          {...form.field('clientAssertionSigningAlgorithm')}
        />
      )}
      {method !== 'none' && (
        <PasswordField
          label={method === 'private_key_jwt' ? t`Private key` : t`Client secret`}
          description={[
            method === 'private_key_jwt' && t`PEM or JSON Web Key. Without one, the key of the organization is used.`,
            isNew
              ? t`Stored encrypted. It cannot be shown again.`
              : t`Leave empty to keep the current one. Enter it again when you change the endpoints or the client ID.`,
          ]
            .filter(Boolean)
            .join(' ')}
          autoComplete="off"
          {...form.text('clientSecret')}
        />
      )}
      {subtype === 'AppleId' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t`Key ID`}
            description={t`Enter the private key of the team (.p8) as the client secret.`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            {...form.text('keyId')}
          />
          <TextInput label={t`Team ID`} autoComplete="off" {...form.text('teamId')} />
        </SimpleGrid>
      )}
    </Stack>
  )
}

function RequestFields({ form }: { form: Form<ProviderValues> }) {
  const { t } = useLingui()
  const { usePkce, suppressNonceVerification } = form.values
  return (
    <Stack gap="md" maw={640}>
      <TagsInput
        label={t`Scopes`}
        description={t`Press Enter to add a scope.`}
        splitChars={[' ', ',']}
        maxTags={50}
        acceptValueOnBlur
        {...form.field('scopes')}
      />
      <Checkbox
        label="PKCE"
        description={t`Protects the authorization code. Keep it on if the provider supports it.`}
        checked={usePkce}
        onChange={(event) => form.set('usePkce', event.currentTarget.checked)}
      />
      {usePkce && (
        <Select
          label={t`PKCE method`}
          maw={220}
          allowDeselect={false}
          data={['S256', 'plain']}
          {...form.field('pkceMethod')}
          onChange={(value) => value && form.set('pkceMethod', value)}
        />
      )}
      <Checkbox
        label={t`Accept ID tokens without the nonce`}
        description={t`Only for providers that do not send it. Without the nonce, a stolen ID token could be used again.`}
        checked={suppressNonceVerification}
        onChange={(event) => form.set('suppressNonceVerification', event.currentTarget.checked)}
      />
    </Stack>
  )
}
