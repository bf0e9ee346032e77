import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { identityApi } from '../../api/apis.ts'
import { fromGrants } from '../../api/permission-selection.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useForm } from '../../components/forms/use-form.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { invalidateRoles, type Role, roleQuery } from './queries.ts'
import { RoleForm, type RoleValues, requestOf, roleRules } from './role-form.tsx'

/** A new role: empty, or with the permissions of the one that is duplicated. */
export default function NewRolePage() {
  const { t } = useLingui()
  const from = [useSearch({ strict: false }).from ?? []].flat()[0]
  const { data, error, refetch } = useQuery({ ...roleQuery(from ?? ''), enabled: from !== undefined })
  if (from !== undefined && error) return <LoadFailure error={error} onRetry={() => refetch()} />
  const isReady = from === undefined || data !== undefined
  return (
    <>
      <PageHeader
        title={from === undefined ? t`Create role` : t`Duplicate role`}
        trail={[{ label: t`Organization roles`, to: '/organization-roles' }]}
        description={
          data && (
            <Trans>
              It starts with the current permissions of <bdi>{data.name}</bdi>.
            </Trans>
          )
        }
      />
      {isReady ? <NewRoleForm initial={initialOf(data)} /> : <Skeleton h={480} aria-busy />}
    </>
  )
}

function initialOf(duplicated: Role | undefined): RoleValues {
  if (!duplicated) return { name: '', permissions: new Map() }
  const { key, name } = duplicated
  const copy = pageI18n()._(msg`Copy of ${name ?? key}`)
  return { name: copy.slice(0, 256), permissions: fromGrants(duplicated.permissions) }
}

function NewRoleForm({ initial }: { initial: RoleValues }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const form = useForm<RoleValues>({
    ...roleRules,
    initial,
    async save(values) {
      const body = requestOf(values)
      const { orgRoleKey: key } = await answer(identityApi.POST('/organization-roles', { body }))
      await invalidateRoles()
      notifyOfSuccess(t`${bidiIsolate(body.name)} created`)
      // The form is saved, so its leave guard must not ask.
      await navigate({ to: '/organization-roles/$key', params: { key }, replace: true, ignoreBlocker: true })
    },
  })
  return (
    <RoleForm
      label={t`New role`}
      form={form}
      initial={initial.permissions}
      submitLabel={t`Create role`}
      back="/organization-roles"
    />
  )
}
