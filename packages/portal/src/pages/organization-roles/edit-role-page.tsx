import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { identityApi } from '../../api/apis.ts'
import { fromGrants } from '../../api/permission-selection.ts'
import { invalidateSession } from '../../api/session.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { useDescribeSelection } from '../../components/permissions/use-describe-selection.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { builtInReason, invalidateRoles, type Role, roleQuery } from './queries.ts'
import { RoleForm, type RoleValues, requestOf, roleRules } from './role-form.tsx'

/** Changes the name or the permissions of a custom role. */
export default function EditRolePage() {
  const { key } = useParams({ from: '/shell/organization-roles/$key/edit' })
  const { t, i18n } = useLingui()
  const { data: role, error, refetch } = useQuery(roleQuery(key))
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={role ? t`Edit role` : undefined}
        trail={[
          { label: t`Organization roles`, to: '/organization-roles' },
          { label: role?.name ?? '…', to: `/organization-roles/${key}` },
        ]}
      />
      {!role && <Skeleton h={480} aria-busy />}
      {role &&
        (role.isReadOnly ? (
          <Notice title={t`${role.name} is built in and cannot be changed`}>
            {i18n._(builtInReason(role.name))} <Trans>Duplicate it to start from its permissions.</Trans>
          </Notice>
        ) : (
          <EditRoleForm key={role.key} role={role} />
        ))}
    </>
  )
}

function EditRoleForm({ role }: { role: Role }) {
  const { key } = role
  const { t } = useLingui()
  const navigate = useNavigate()
  const [before] = useState(() => fromGrants(role.permissions))
  const path = { key }
  const form = useEditForm({
    ...roleRules,
    loaded: role,
    valuesOf: ({ name, permissions }): RoleValues => ({ name: name ?? '', permissions: fromGrants(permissions) }),
    requestOf,
    labels: { name: t`Name`, permissions: t`Permissions` },
    describe: { permissions: useDescribeSelection() },
    read: () => answer(identityApi.GET('/organization-roles/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(identityApi.PATCH('/organization-roles/{key}', { params: { path, header }, body: changed })),
    async saved({ name }) {
      await invalidateRoles()
      // The member who saves may hold the role.
      invalidateSession()
      notifyOfSuccess(t`${bidiIsolate(name.trim())} saved`)
      await navigate({ to: '/organization-roles/$key', params: { key }, replace: true, ignoreBlocker: true })
    },
  })
  return (
    <RoleForm
      label={t`Role`}
      form={form}
      initial={before}
      before={before}
      submitLabel={t`Save`}
      back={`/organization-roles/${key}`}
    >
      <Notice tone="warning">
        <Trans>Holders of the role get and lose permissions with their next request, also in open sessions.</Trans>
      </Notice>
    </RoleForm>
  )
}
