import { useLingui } from '@lingui/react/macro'
import { Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import type { RelyingPartyDetails } from './queries.ts'
import { authenticationOptions, dpopOptions, hasSecrets, optionsOf } from './relying-party-labels.ts'
import { SettingsFlag } from './settings-flag.tsx'
import type { SettingsValues } from './settings-values.ts'

interface AuthenticationSettingsProps {
  form: Form<SettingsValues>
  type: RelyingPartyDetails['type']
}

/** How the application proves who it is, and how its requests are protected. */
export function AuthenticationSettings({ form, type }: AuthenticationSettingsProps) {
  const { t } = useLingui()
  const isWeb = type === 'web'
  const method = form.values.clientAuthentication
  return (
    <Panel
      title={t`Client authentication`}
      {...(!isWeb && {
        description: t`The application uses PKCE with each sign-in. It has no secret, because it could not keep one.`,
      })}
    >
      <Stack gap="md" maw={560}>
        {isWeb && (
          <Select
            label={t`Method`}
            description={t`In OpenID Connect: ${method}`}
            allowDeselect={false}
            data={optionsOf(authenticationOptions)}
            renderOption={({ option }) => (
              <div>
                {option.label}
                <Text size="xs" c="dimmed">
                  {option.value}
                </Text>
              </div>
            )}
            {...form.field('clientAuthentication')}
            onChange={(value) =>
              value && form.set('clientAuthentication', value as SettingsValues['clientAuthentication'])
            }
          />
        )}
        {form.values.clientAuthentication === 'private_key_jwt' && (
          <>
            <TextInput
              label={t`Address of the public keys`}
              description={t`The https URL of a JSON Web Key Set. Or enter the keys below.`}
              inputMode="url"
              {...form.text('jwksUri')}
            />
            <Textarea label={t`Public keys`} autosize minRows={3} spellCheck={false} {...form.text('jwks')} />
          </>
        )}
        {isWeb && (
          <SettingsFlag
            form={form}
            name="requiresPkce"
            label={t`Require PKCE`}
            description={t`All current libraries support it.`}
          />
        )}
        <SettingsFlag
          form={form}
          name="requiresPushedRequests"
          label={t`Require pushed authorization requests`}
          description={t`The application sends its requests from its server and not through the browser (RFC 9126).`}
        />
        <Select
          label={t`Bind tokens to a key of the application (DPoP)`}
          allowDeselect={false}
          data={optionsOf(dpopOptions)}
          {...form.field('usesDpop')}
          onChange={(value) => value && form.set('usesDpop', value as SettingsValues['usesDpop'])}
        />
        {hasSecrets(form.values) && (
          <SettingsFlag
            form={form}
            name="hasExpiryReminder"
            label={t`Send a reminder 14 days before the secret expires`}
            description={t`By e-mail, to all users who may manage authentication.`}
          />
        )}
      </Stack>
    </Panel>
  )
}
