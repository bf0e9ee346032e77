import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { ApiForm, problemFields } from './api-form.tsx'
import { checkApi, requestOf, valuesOf } from './api-values.ts'
import { invalidateRegisteredApis, type RegisteredApi, registeredApiQuery } from './queries.ts'

/** The settings of a registered API. */
export default function EditApiPage() {
  const { t } = useLingui()
  const { key } = useParams({ from: '/shell/registered-apis/$key/edit' })
  const { data: api, error, refetch } = useQuery(registeredApiQuery(key))
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={api ? t`Edit API` : undefined}
        trail={[
          { label: t`APIs`, to: '/registered-apis' },
          { label: api?.name ?? '…', to: `/registered-apis/${key}` },
        ]}
      />
      {api ? <EditForm key={api.key} api={api} /> : <Skeleton h={480} aria-busy />}
    </>
  )
}

function EditForm({ api }: { api: RegisteredApi }) {
  const { t } = useLingui()
  const { key } = api
  const navigate = useNavigate()
  const path = { key }
  const form = useEditForm({
    loaded: api,
    valuesOf,
    requestOf,
    check: checkApi,
    problemFields,
    labels: {
      name: t`Name`,
      audience: t`Audience`,
      accessTokenMinutes: t`Token lifetime in minutes`,
      scopes: t`Scopes`,
    },
    read: () => answer(managementApi.GET('/registered-apis/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(managementApi.PATCH('/registered-apis/{key}', { params: { path, header }, body: changed })),
    async saved({ name }) {
      await invalidateRegisteredApis()
      notifyOfSuccess(t`${bidiIsolate(name.trim())} saved`)
      await navigate({ to: '/registered-apis/$key', params: { key }, replace: true, ignoreBlocker: true })
    },
  })
  return <ApiForm label={t`API`} form={form} isNew={false} submitLabel={t`Save`} back={`/registered-apis/${key}`} />
}
