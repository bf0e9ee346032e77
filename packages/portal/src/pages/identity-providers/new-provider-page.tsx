import { useLingui } from '@lingui/react/macro'
import { answer } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useForm } from '../../components/forms/use-form.ts'
import { PageHeader } from '../../components/page/page-header.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { ProviderForm, problemFields } from './provider-form.tsx'
import { checkProvider, newProvider, type ProviderValues, requestOf } from './provider-values.ts'
import { invalidateProviders, tryConnection } from './queries.ts'

/** A new external identity provider. */
export default function NewProviderPage() {
  const { t } = useLingui()
  const [initial] = useState(newProvider)
  const navigate = useNavigate()
  const form = useForm<ProviderValues>({
    initial,
    check: (values) => checkProvider(values, true),
    problemFields,
    async save(values) {
      const body = { ...requestOf(values), name: values.name.trim(), type: values.type }
      const { key } = await answer(managementApi.POST('/identity-providers', { body }))
      await invalidateProviders()
      notifyOfSuccess(t`${bidiIsolate(body.name)} created`)
      tryConnection(key)
      // Next comes the assignment, without which nobody can sign in through the provider.
      const search = { part: 'use' }
      // The form is saved, so its leave guard must not ask.
      await navigate({ to: '/identity-providers/$key', params: { key }, search, replace: true, ignoreBlocker: true })
    },
  })
  return (
    <>
      <PageHeader
        title={t`Create identity provider`}
        trail={[{ label: t`Identity providers`, to: '/identity-providers' }]}
      />
      <ProviderForm
        label={t`New identity provider`}
        form={form}
        isNew
        submitLabel={t`Create identity provider`}
        back="/identity-providers"
      />
    </>
  )
}
