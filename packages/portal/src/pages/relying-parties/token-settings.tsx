import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { environmentsQuery } from '../../api/queries.ts'
import type { Form } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import { stageAssetsQuery } from './queries.ts'
import { scopeOptions } from './relying-party-labels.ts'
import { SettingsFlag } from './settings-flag.tsx'
import type { SettingsValues } from './settings-values.ts'

/** For whose sign-in it is, what its tokens say, and how long they last. */
export function TokenSettings({ form }: { form: Form<SettingsValues> }) {
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
        <SettingsFlag
          form={form}
          name="allowsRefreshTokens"
          label="Let it have refresh tokens"
          description="With them it stays signed in for the days below, also when the session here is over by time. Who signs out, or ends the session, ends them."
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
