import { Checkbox, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import type { Form } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { invalidateRelyingParties, type RelyingPartyDetails, stageAssetsQuery } from './queries.ts'
import { authenticationOptions, dpopOptions, hasSecrets, scopeOptions } from './relying-party-labels.ts'
import { SavedForm } from './saved-form.tsx'
import { checkSettings, requestOf, type SettingsValues, valuesOf } from './settings-values.ts'

const labels = {
  logoUrl: 'Logo',
  redirectUris: 'Redirect addresses',
  postLogoutRedirectUris: 'Addresses after a sign-out',
  environmentKey: 'Stage',
  assetKey: 'Asset',
  jwks: 'Public keys',
  jwksUri: 'Address of its public keys',
}

/** How the application connects, and what its tokens say. */
export function SettingsSection({ application }: { application: RelyingPartyDetails }) {
  const path = { key: application.key }
  const form = useEditForm({
    loaded: application,
    valuesOf,
    requestOf,
    labels,
    check: checkSettings,
    problemFields: {
      relying_party_keys_unreadable: 'jwksUri',
      relying_party_name_taken: 'name',
      jwks_invalid: 'jwks',
      relying_party_asset_elsewhere: 'assetKey',
    },
    read: () => answer(managementApi.GET('/relying-parties/{key}', { params: { path } })),
    send: ({ changed, body, header }) =>
      completed(
        managementApi.PATCH('/relying-parties/{key}', {
          params: { path, header },
          body: { ...changed, ...(changed.jwks && { jwks: body.jwks }) },
        }),
      ),
    async saved({ name }) {
      await invalidateRelyingParties()
      notifyOfSuccess(`${bidiIsolate(name.trim())} is saved`)
    },
  })
  return (
    <SavedForm form={form} label="Settings">
      <Panel title="What people see">
        <Stack gap="md" maw={560}>
          <TextInput label="Name" autoComplete="off" maxLength={256} dir="auto" {...form.text('name')} />
          <TextInput
            label="Logo"
            description="Optional: an https address of a PNG, JPEG, GIF or WebP of up to 128 kB"
            inputMode="url"
            {...form.text('logoUrl')}
          />
          <TextInput
            label="Where the application starts"
            description="Optional: the address at which it begins a sign-in by itself. My applications opens it."
            inputMode="url"
            {...form.text('initiateLoginUri')}
          />
          <Flag
            form={form}
            name="requiresConsent"
            label="Ask users what the application may know"
            description="Not needed for applications of your own"
          />
        </Stack>
      </Panel>
      <Addresses form={form} />
      <Proof form={form} application={application} />
      <Tokens form={form} />
    </SavedForm>
  )
}

interface PartProps {
  form: Form<SettingsValues>
}

const Addresses = ({ form }: PartProps) => (
  <Panel
    title="Addresses"
    description="Each is compared as it is: no wildcards. Only the port of a loopback address of a native application may differ."
  >
    <Stack gap="md" maw={560}>
      <Textarea
        label="Redirect addresses, one a line"
        description="Where browsers go after a sign-in"
        autosize
        minRows={2}
        spellCheck={false}
        {...form.text('redirectUris')}
      />
      <Textarea
        label="Addresses after a sign-out, one a line"
        description="Optional: where browsers go once the user has signed out here"
        autosize
        minRows={2}
        spellCheck={false}
        {...form.text('postLogoutRedirectUris')}
      />
      <TextInput
        label="Back-channel logout"
        description="Optional: the https address at which the server of the application is told that a session has ended"
        inputMode="url"
        {...form.text('backChannelLogoutUri')}
      />
    </Stack>
  </Panel>
)

function Proof({ form, application }: PartProps & { application: RelyingPartyDetails }) {
  const isWeb = application.type === 'web'
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
          <Flag form={form} name="requiresPkce" label="Demand PKCE" description="Every current library does it" />
        )}
        <Flag
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
          <Flag
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

function Tokens({ form }: PartProps) {
  const { environmentKey, assetKey, scopes, allowsRefreshTokens } = form.values
  const { data: environments = [] } = useQuery(environmentsQuery)
  const { data: assets = [] } = useQuery(stageAssetsQuery(environmentKey))
  const isKnown = assetKey === null || assets.some(({ value }) => value === assetKey)
  const isOffered = (scope: string): boolean => scope !== 'roles' || assetKey !== null
  return (
    <Panel title="What its tokens say, and for how long">
      <Stack gap="md" maw={560}>
        <Select
          label="Whose sign-in it is for"
          description="The end users of a stage, or everybody in the organization"
          allowDeselect={false}
          data={[
            { value: '', label: 'The organization' },
            ...environments.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          value={environmentKey ?? ''}
          onChange={(value) => {
            form.set('environmentKey', value || null)
            form.set('assetKey', null)
          }}
          error={form.errors.environmentKey}
        />
        <Select
          label="Asset whose application roles they carry"
          description="Optional: one that is deployed in the stage"
          placeholder={environmentKey === null ? 'Choose a stage first' : 'None'}
          disabled={environmentKey === null}
          clearable
          searchable
          data={[
            ...assets.map(({ value, label }) => ({ value, label })),
            ...(isKnown || assetKey === null
              ? []
              : [{ value: assetKey, label: `Not deployed there any more: ${assetKey}` }]),
          ]}
          value={assetKey}
          onChange={(value) => {
            form.set('assetKey', value)
            if (value !== null && !scopes.includes('roles')) form.set('scopes', [...scopes, 'roles'])
          }}
          error={form.errors.assetKey}
        />
        <Flag
          form={form}
          name="allowsRefreshTokens"
          label="Let it have refresh tokens"
          description="So that it need not send the user here again while the session lasts"
        />
        <Checkbox.Group
          label="What it may ask for"
          description="Beside the fact that somebody has signed in (openid)"
          value={scopes}
          onChange={(value) => form.set('scopes', value as SettingsValues['scopes'])}
          error={form.errors.scopes}
        >
          <Stack gap="xs" mt="xs">
            {scopeOptions
              .filter(({ value }) => isOffered(value))
              .map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
          </Stack>
        </Checkbox.Group>
        <TextInput label="Minutes that access tokens last" inputMode="numeric" {...form.text('accessTokenMinutes')} />
        {allowsRefreshTokens && (
          <TextInput label="Days that refresh tokens last" inputMode="numeric" {...form.text('refreshTokenDays')} />
        )}
      </Stack>
    </Panel>
  )
}

type FlagName = { [K in keyof SettingsValues]: SettingsValues[K] extends boolean ? K : never }[keyof SettingsValues]

function Flag({ form, name, label, description }: PartProps & { name: FlagName; label: string; description: string }) {
  return (
    <Checkbox
      label={label}
      description={description}
      checked={form.values[name]}
      onChange={(event) => form.set(name, event.currentTarget.checked)}
      error={form.errors[name]}
    />
  )
}
