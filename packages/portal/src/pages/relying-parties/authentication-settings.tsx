import { Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import type { RelyingPartyDetails } from './queries.ts'
import { authenticationOptions, dpopOptions, hasSecrets } from './relying-party-labels.ts'
import { SettingsFlag } from './settings-flag.tsx'
import type { SettingsValues } from './settings-values.ts'

interface AuthenticationSettingsProps {
  form: Form<SettingsValues>
  type: RelyingPartyDetails['type']
}

/** How the application proves who it is, and how its requests are protected. */
export function AuthenticationSettings({ form, type }: AuthenticationSettingsProps) {
  const isWeb = type === 'web'
  return (
    <Panel
      title="How the application proves who it is"
      {...(!isWeb && { description: 'By PKCE, with each sign-in: it has no secret that it could keep.' })}
    >
      <Stack gap="md" maw={560}>
        {isWeb && (
          <Select
            label="Authentication"
            allowDeselect={false}
            data={authenticationOptions}
            {...form.field('clientAuthentication')}
            onChange={(value) =>
              value && form.set('clientAuthentication', value as SettingsValues['clientAuthentication'])
            }
          />
        )}
        {form.values.clientAuthentication === 'private_key_jwt' && (
          <>
            <TextInput
              label="Address of its public keys"
              description="An https address of a JSON Web Key Set. Or enter the keys themselves below."
              inputMode="url"
              {...form.text('jwksUri')}
            />
            <Textarea label="Public keys" autosize minRows={3} spellCheck={false} {...form.text('jwks')} />
          </>
        )}
        {isWeb && (
          <SettingsFlag
            form={form}
            name="requiresPkce"
            label="Demand PKCE"
            description="Every current library does it"
          />
        )}
        <SettingsFlag
          form={form}
          name="requiresPushedRequests"
          label="Demand pushed requests"
          description="The application sends what it asks for from its server, not through the browser (RFC 9126)"
        />
        <Select
          label="Bind tokens to a key of the application (DPoP)"
          allowDeselect={false}
          data={dpopOptions}
          {...form.field('usesDpop')}
          onChange={(value) => value && form.set('usesDpop', value as SettingsValues['usesDpop'])}
        />
        {hasSecrets(form.values) && (
          <SettingsFlag
            form={form}
            name="hasExpiryReminder"
            label="Send a mail 14 days before the secret expires"
            description="To everyone who may manage authentication"
          />
        )}
      </Stack>
    </Panel>
  )
}
