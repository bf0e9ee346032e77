import { useLingui } from '@lingui/react/macro'
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

/** How the application connects, and what its tokens say. */
export function SettingsSection({ application }: { application: RelyingPartyDetails }) {
  const { t } = useLingui()
  const path = { key: application.key }
  const form = useEditForm({
    loaded: application,
    valuesOf,
    requestOf,
    labels: {
      name: t`Name`,
      logoUrl: t`Logo`,
      redirectUris: t`Redirect URLs`,
      postLogoutRedirectUris: t`Sign-out URLs`,
      backChannelLogoutUri: t`Back-channel logout URL`,
      initiateLoginUri: t`Start URL`,
      clientAuthentication: t`Client authentication`,
      jwks: t`Public keys`,
      jwksUri: t`Address of the public keys`,
      requiresPkce: t`Require PKCE`,
      requiresConsent: t`Ask users for consent`,
      requiresPushedRequests: t`Require pushed authorization requests`,
      usesDpop: t`Bind tokens to a key of the application (DPoP)`,
      allowsRefreshTokens: t`Allow refresh tokens`,
      accessTokenMinutes: t`Access token lifetime in minutes`,
      refreshTokenDays: t`Refresh token lifetime in days`,
      environmentKey: t`Users`,
      assetKey: t`Asset`,
      scopes: t`Allowed scopes`,
      hasExpiryReminder: t`Reminder`,
    },
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
      notifyOfSuccess(t`${bidiIsolate(name.trim())} saved`)
    },
  })
  return (
    <PageForm form={form} label={t`Settings`}>
      <Panel title={t`Details`}>
        <Stack gap="md" maw={560}>
          <TextInput label={t`Name`} autoComplete="off" dir="auto" {...form.text('name')} />
          <TextInput
            label={t`Logo`}
            description={t`Optional. The https URL of a PNG, JPEG, GIF or WebP image of up to 128 kB.`}
            inputMode="url"
            {...form.text('logoUrl')}
          />
          <TextInput
            label={t`Start URL`}
            description={t`Optional. The URL at which the application starts a sign-in. “My applications” opens it.`}
            inputMode="url"
            {...form.text('initiateLoginUri')}
          />
          <SettingsFlag
            form={form}
            name="requiresConsent"
            label={t`Ask users for consent`}
            description={t`Not needed for your own applications`}
          />
        </Stack>
      </Panel>
      <AddressSettings form={form} />
      <AuthenticationSettings form={form} type={application.type} />
      <TokenSettings form={form} />
    </PageForm>
  )
}
