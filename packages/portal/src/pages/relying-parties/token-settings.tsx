import { useLingui } from '@lingui/react/macro'
import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { environmentsQuery } from '../../api/queries.ts'
import type { Form } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import { stageAssetsQuery } from './queries.ts'
import { optionsOf, scopeOptions } from './relying-party-labels.ts'
import { SettingsFlag } from './settings-flag.tsx'
import type { SettingsValues } from './settings-values.ts'

/** For whose sign-in it is, what its tokens say, and how long they last. */
export function TokenSettings({ form }: { form: Form<SettingsValues> }) {
  const { t } = useLingui()
  const { environmentKey, assetKey, scopes, allowsRefreshTokens } = form.values
  const { data: environments = [] } = useQuery(environmentsQuery)
  const { data: assets = [] } = useQuery(stageAssetsQuery(environmentKey))
  const isKnown = assetKey === null || assets.some(({ value }) => value === assetKey)
  const isOffered = (scope: string): boolean => scope !== 'roles' || assetKey !== null
  return (
    <Panel title={t`Tokens`}>
      <Stack gap="md" maw={560}>
        <Select
          label={t`Users`}
          description={t`The end users of a stage, or all users of the organization.`}
          allowDeselect={false}
          data={[
            { value: '', label: t`All users of the organization` },
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
          label={t`Asset whose end-user roles the tokens contain`}
          description={t`Optional. An asset that is deployed in the stage.`}
          placeholder={environmentKey === null ? t`Choose a stage first` : t({ message: 'None', context: 'asset' })}
          disabled={environmentKey === null}
          clearable
          searchable
          data={[
            ...assets.map(({ value, label }) => ({ value, label })),
            ...(isKnown || assetKey === null
              ? []
              : [{ value: assetKey, label: t`No longer deployed there: ${assetKey}` }]),
          ]}
          value={assetKey}
          onChange={(value) => {
            form.set('assetKey', value)
            if (value !== null && !scopes.includes('roles')) form.set('scopes', [...scopes, 'roles'])
          }}
          error={form.errors.assetKey}
        />
        <SettingsFlag
          form={form}
          name="allowsRefreshTokens"
          label={t`Allow refresh tokens`}
          description={t`With refresh tokens, users stay signed in for the days below, even after their session here has expired. Signing out or ending the session revokes them.`}
        />
        <Checkbox.Group
          label={t`Allowed scopes`}
          description={t`In addition to openid`}
          value={scopes}
          onChange={(value) => form.set('scopes', value as SettingsValues['scopes'])}
          error={form.errors.scopes}
        >
          <Stack gap="xs" mt="xs">
            {optionsOf(scopeOptions)
              .filter(({ value }) => isOffered(value))
              .map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
          </Stack>
        </Checkbox.Group>
        <TextInput
          label={t`Access token lifetime in minutes`}
          inputMode="numeric"
          {...form.text('accessTokenMinutes')}
        />
        {allowsRefreshTokens && (
          <TextInput label={t`Refresh token lifetime in days`} inputMode="numeric" {...form.text('refreshTokenDays')} />
        )}
      </Stack>
    </Panel>
  )
}
