import { Skeleton } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { identityApi } from '../../api/apis.ts'
import { fromGrants } from '../../api/permission-selection.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useForm } from '../../components/forms/use-form.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { invalidateRoles, type Role, roleQuery } from './queries.ts'
import { RoleForm, type RoleValues, requestOf, roleRules } from './role-form.tsx'

/** A new role: empty, or with the permissions of the one that is duplicated. */
export default function NewRolePage() {
  const from = [useSearch({ strict: false }).from ?? []].flat()[0]
  const { data, error, refetch } = useQuery({ ...roleQuery(from ?? ''), enabled: from !== undefined })
  if (from !== undefined && error) return <LoadFailure error={error} onRetry={() => refetch()} />
  const isReady = from === undefined || data !== undefined
  return (
    <>
      <PageHeader
        title={from === undefined ? 'Create role' : 'Duplicate role'}
        trail={[{ label: 'Organization roles', to: '/organization-roles' }]}
        description={data && <>It begins with the permissions that {<bdi>{data.name}</bdi>} has now.</>}
      />
      {isReady ? <NewRoleForm initial={initialOf(data)} /> : <Skeleton h={480} aria-busy />}
    </>
  )
}

const initialOf = (duplicated: Role | undefined): RoleValues =>
  duplicated
    ? { name: `Copy of ${duplicated.name}`.slice(0, 256), permissions: fromGrants(duplicated.permissions) }
    : { name: '', permissions: new Map() }

function NewRoleForm({ initial }: { initial: RoleValues }) {
  const navigate = useNavigate()
  const form = useForm<RoleValues>({
    ...roleRules,
    initial,
    async save(values) {
      const body = requestOf(values)
      const { orgRoleKey: key } = await answer(identityApi.POST('/organization-roles', { body }))
      await invalidateRoles()
      notifyOfSuccess(`${bidiIsolate(body.name)} is created`)
      // The form is saved, so its leave guard must not ask.
      await navigate({ to: '/organization-roles/$key', params: { key }, replace: true, ignoreBlocker: true })
    },
  })
  return (
    <RoleForm
      label="The new role"
      form={form}
      initial={initial.permissions}
      submitLabel="Create role"
      back="/organization-roles"
    />
  )
}
