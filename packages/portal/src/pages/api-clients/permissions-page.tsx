import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Stack } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { fromGrants, isSameSelection, type PermissionSelection, toGrants } from '../../api/permission-selection.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { FormProblem } from '../../components/forms/form-problem.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PermissionMatrix } from '../../components/permissions/permission-matrix.tsx'
import { useDescribeSelection } from '../../components/permissions/use-describe-selection.ts'
import { type ApiClientDetails, apiClientQuery, invalidateApiClients } from './queries.ts'

/** Changes what an API client may do. */
export default function PermissionsPage() {
  const { t } = useLingui()
  const { key } = useParams({ from: '/shell/api-clients/$key/permissions' })
  const { data: client, error, refetch } = useQuery(apiClientQuery(key))
  const name = client?.name
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={name && t`Permissions of ${name}`}
        description={t`A change works at once, also on tokens already issued. Choose as little as the client needs.`}
        trail={[
          { label: t`API clients`, to: '/api-clients' },
          { label: name ?? '…', to: `/api-clients/${key}` },
        ]}
      />
      {client ? <PermissionsForm client={client} /> : <Skeleton h={420} />}
    </>
  )
}

function PermissionsForm({ client }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const { key, name, permissions } = client
  const path = { key }
  const navigate = useNavigate()
  const back = { to: '/api-clients/$key', params: { key }, search: { part: 'permissions' } } as const
  const form = useEditForm({
    loaded: client,
    valuesOf: (state): { permissions: PermissionSelection } => ({ permissions: fromGrants(state.permissions) }),
    requestOf: (values) => ({ permissions: toGrants(values.permissions) }),
    labels: { permissions: t`Permissions` },
    describe: { permissions: useDescribeSelection() },
    read: () => answer(managementApi.GET('/api-clients/{key}', { params: { path } })),
    send: ({ body, header }) =>
      answer(managementApi.PUT('/api-clients/{key}/permissions', { params: { path, header }, body })),
    async saved() {
      await invalidateApiClients()
      notifyOfSuccess(t`The permissions of ${name} are saved`)
      await navigate({ ...back, replace: true, ignoreBlocker: true })
    },
  })
  const isTouched = !isSameSelection(form.values.permissions, fromGrants(permissions))
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label={t`Permissions`}>
      <Stack gap="md">
        <FormProblem form={form} />
        <PermissionMatrix {...form.field('permissions')} gives="all" before={fromGrants(permissions)} />
        <ActionBar>
          <Button variant="default" renderRoot={(props) => <Link {...back} {...props} />}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={form.isSaving}>
            <Trans>Save permissions</Trans>
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive={isTouched && !form.isSaving} title={t`Leave without saving?`} leaveLabel={t`Leave`}>
        <Trans>What you have changed is lost.</Trans>
      </LeaveGuard>
    </form>
  )
}
