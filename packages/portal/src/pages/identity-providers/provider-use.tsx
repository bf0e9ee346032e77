import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Skeleton, Stack, Switch } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { PageForm } from '../../components/forms/page-form.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { type Assignments, assignmentsQuery, invalidateProviders, type Provider } from './queries.ts'

/** Who may sign in through the provider: members, and end users by environment. */
export function ProviderUse({ provider }: { provider: Provider }) {
  const { data, error, refetch } = useQuery(assignmentsQuery(provider.key))
  const environments = useQuery(environmentsQuery)
  const failure = error ?? environments.error
  if (failure) return <ErrorPanel error={failure} onRetry={() => refetch()} />
  if (!data || !environments.data) return <Skeleton h={300} aria-busy />
  return <UseForm key={JSON.stringify(data)} provider={provider} initial={data} environments={environments.data} />
}

interface UseFormProps {
  provider: Provider
  initial: Assignments
  environments: { key: string; name: string }[]
}

function UseForm({ provider: { key, name }, initial, environments }: UseFormProps) {
  const { t } = useLingui()
  const path = { key }
  const form = useEditForm({
    loaded: initial,
    valuesOf: (state): Assignments => state,
    requestOf: ({ organization, environmentKeys }) => ({ organization, environmentKeys: environmentKeys.toSorted() }),
    labels: { organization: t`Members`, environmentKeys: t`End users` },
    read: () => answer(managementApi.GET('/identity-providers/{key}/assignments', { params: { path } })),
    send: ({ body, header }) =>
      completed(managementApi.PUT('/identity-providers/{key}/assignments', { params: { path, header }, body })),
    async saved() {
      await invalidateProviders()
      notifyOfSuccess(t`Access to ${bidiIsolate(name ?? '')} saved`)
    },
  })
  const { organization, environmentKeys } = form.values
  const isUnused = !organization && environmentKeys.length === 0
  return (
    <PageForm form={form} label={t`Access`}>
      {isUnused && (
        <Notice tone="warning">
          <Trans>Nobody can sign in through this provider until you assign it.</Trans>
        </Notice>
      )}
      <Section
        title={t`Members`}
        description={t`For sign-in to this portal and to the applications for all users of the organization.`}
      >
        <Switch
          label={t`Members can use this provider`}
          checked={organization}
          onChange={(event) => form.set('organization', event.currentTarget.checked)}
        />
      </Section>
      <Section
        title={t`End users`}
        description={t`For sign-in to the applications of these stages. Access to “My applications” in this portal needs the switch above.`}
      >
        <Checkbox.Group
          aria-label={t`Stages whose end users can use this provider`}
          value={environmentKeys}
          // Environments that the member may not view are kept: their keys are in the value.
          onChange={(keys) => form.set('environmentKeys', keys)}
        >
          <Stack gap="xs">
            {environments.map((environment) => (
              <Checkbox key={environment.key} value={environment.key} label={environment.name} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Section>
    </PageForm>
  )
}
