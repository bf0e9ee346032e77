import { Stack, TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { PageForm } from '../../components/forms/page-form.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { AddressSettings } from './address-settings.tsx'
import { AuthenticationSettings } from './authentication-settings.tsx'
import { invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'
import { SettingsFlag } from './settings-flag.tsx'
import { checkSettings, requestOf, valuesOf } from './settings-values.ts'
import { TokenSettings } from './token-settings.tsx'

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
    <PageForm form={form} label="Settings">
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
          <SettingsFlag
            form={form}
            name="requiresConsent"
            label="Ask users what the application may know"
            description="Not needed for applications of your own"
          />
        </Stack>
      </Panel>
      <AddressSettings form={form} />
      <AuthenticationSettings form={form} type={application.type} />
      <TokenSettings form={form} />
    </PageForm>
  )
}
