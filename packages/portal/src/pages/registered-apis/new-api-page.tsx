import { useLingui } from '@lingui/react/macro'
import { answer } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useForm } from '../../components/forms/use-form.ts'
import { PageHeader } from '../../components/page/page-header.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { ApiForm, problemFields } from './api-form.tsx'
import { type ApiValues, checkApi, newApi, requestOf } from './api-values.ts'
import { invalidateRegisteredApis } from './queries.ts'

/** A new API of one's own. */
export default function NewApiPage() {
  const { t } = useLingui()
  const [initial] = useState(newApi)
  const navigate = useNavigate()
  const form = useForm<ApiValues>({
    initial,
    check: checkApi,
    problemFields,
    async save(values) {
      const body = { ...requestOf(values), audience: values.audience.trim() }
      const { key } = await answer(managementApi.POST('/registered-apis', { body }))
      await invalidateRegisteredApis()
      notifyOfSuccess(t`${bidiIsolate(body.name)} created`)
      // Next comes who may call it. The form is saved, so its leave guard must not ask.
      const search = { part: 'callers' }
      await navigate({ to: '/registered-apis/$key', params: { key }, search, replace: true, ignoreBlocker: true })
    },
  })
  return (
    <>
      <PageHeader title={t`Create API`} trail={[{ label: t`APIs`, to: '/registered-apis' }]} />
      <ApiForm label={t`New API`} form={form} isNew submitLabel={t`Create API`} back="/registered-apis" />
    </>
  )
}
