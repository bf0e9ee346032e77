import { Checkbox, PasswordInput, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import classes from './identity-providers.module.css'
import { assertionAlgorithmsOf, authenticationMethodOptions } from './provider-labels.ts'
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
  return (
    <>
      {!isAddressKnown && (
        <Section
          title="Where it is"
          description="The discovery document tells all the addresses. Without one, enter them."
        >
          <Stack gap="md" maw={640}>
            <TextInput
              label="Discovery URL"
              placeholder="https://login.example.com/.well-known/openid-configuration"
              type="url"
              maxLength={2048}
              autoComplete="off"
              {...form.text('discoveryUrl')}
            />
            <Addresses form={form} />
          </Stack>
        </Section>
      )}
      <Section title="Who Portico is there" description="As the provider has registered it.">
        <ClientFields form={form} isNew={isNew} />
      </Section>
      <Section title="What is asked">
        <RequestFields form={form} />
      </Section>
    </>
  )
}

function Addresses({ form }: { form: Form<ProviderValues> }) {
  const isOpen = addressFields.some(({ name }) => form.values[name] !== '' || form.errors[name])
  return (
    <details className={classes.more} open={isOpen || undefined}>
      <summary>Single addresses</summary>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm">
        {addressFields.map(({ name, label, isNeeded }) => (
          <TextInput
            key={name}
            label={label}
            {...(isNeeded ? {} : { description: 'Optional' })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            type="url"
            maxLength={2048}
            autoComplete="off"
            {...form.text(name)}
          />
        ))}
      </SimpleGrid>
    </details>
  )
}

function ClientFields({ form, isNew }: FieldsProps) {
  const { clientAuthenticationMethod: method, subtype } = form.values
  const algorithms = assertionAlgorithmsOf(method)
  return (
    <Stack gap="md" maw={640}>
      <TextInput label="Client ID" maxLength={256} autoComplete="off" {...form.text('clientId')} />
      <Select
        label="Client authentication"
        allowDeselect={false}
        data={authenticationMethodOptions}
        {...form.field('clientAuthenticationMethod')}
        onChange={(value) => value && form.set('clientAuthenticationMethod', value)}
      />
      {algorithms.length > 0 && (
        <Select
          label="Signature algorithm"
          placeholder="The provider’s own choice"
          clearable
          clearButtonProps={{ 'aria-label': 'The provider’s own choice' }}
          data={algorithms}
          {...form.field('clientAssertionSigningAlgorithm')}
        />
      )}
      {method !== 'none' && (
        <PasswordInput
          label={method === 'private_key_jwt' ? 'Private key' : 'Client secret'}
          description={[
            method === 'private_key_jwt' && 'A PEM or a JSON Web Key; without one, the organization’s own key signs.',
            isNew
              ? 'It is stored encrypted, and nobody can read it again.'
              : 'Leave it empty to keep the one that is stored. It is needed anew when the addresses or the client ID change.',
          ]
            .filter(Boolean)
            .join(' ')}
          maxLength={10_000}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide it' }}
          {...form.text('clientSecret')}
        />
      )}
      {subtype === 'AppleId' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Key ID"
            description="With it, enter the private key of the team (.p8) as the client secret."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={256}
            autoComplete="off"
            {...form.text('keyId')}
          />
          <TextInput label="Team ID" maxLength={256} autoComplete="off" {...form.text('teamId')} />
        </SimpleGrid>
      )}
    </Stack>
  )
}

function RequestFields({ form }: { form: Form<ProviderValues> }) {
  const { usePkce, suppressNonceVerification } = form.values
  return (
    <Stack gap="md" maw={640}>
      <TagsInput
        label="Scopes"
        description="Enter adds one"
        splitChars={[' ', ',']}
        maxTags={50}
        acceptValueOnBlur
        {...form.field('scopes')}
      />
      <Checkbox
        label="PKCE"
        description="Proves that who redeems the code is who asked for it. Leave it on where the provider can do it."
        checked={usePkce}
        onChange={(event) => form.set('usePkce', event.currentTarget.checked)}
      />
      {usePkce && (
        <Select
          label="PKCE method"
          maw={220}
          allowDeselect={false}
          data={['S256', 'plain']}
          {...form.field('pkceMethod')}
          onChange={(value) => value && form.set('pkceMethod', value)}
        />
      )}
      <Checkbox
        label="Accept ID tokens without the nonce"
        description="Only for providers that leave it out: without the nonce, a stolen ID token could be used again."
        checked={suppressNonceVerification}
        onChange={(event) => form.set('suppressNonceVerification', event.currentTarget.checked)}
      />
    </Stack>
  )
}
