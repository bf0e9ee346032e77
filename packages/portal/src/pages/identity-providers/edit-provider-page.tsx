import { Skeleton } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { ProviderForm } from './provider-form.tsx'
import { isBuiltIn } from './provider-labels.ts'
import { requestOf, valuesOf } from './provider-values.ts'
import { invalidateProviders, type Provider, providerQuery } from './queries.ts'

/** The settings of an external identity provider. */
export default function EditProviderPage() {
  const { key } = useParams({ from: '/shell/identity-providers/$key/edit' })
  const { data: provider, error, refetch } = useQuery(providerQuery(key))
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={provider ? 'Edit identity provider' : undefined}
        trail={[
          { label: 'Identity providers', to: '/identity-providers' },
          { label: provider?.name ?? '…', to: `/identity-providers/${key}` },
        ]}
      />
      {!provider && <Skeleton h={480} aria-busy />}
      {provider &&
        (isBuiltIn(provider) ? (
          <Notice>The built-in identity provider stays as it is.</Notice>
        ) : (
          <EditForm key={provider.key} provider={provider} />
        ))}
    </>
  )
}

function EditForm({ provider }: { provider: Provider }) {
  const { key } = provider
  const [initial] = useState(() => valuesOf(provider))
  const navigate = useNavigate()
  return (
    <ProviderForm
      label="The identity provider"
      initial={initial}
      isNew={false}
      submitLabel="Save"
      back={`/identity-providers/${key}`}
      save={async (values) => {
        const body = requestOf(values)
        await completed(managementApi.PATCH('/identity-providers/{key}', { params: { path: { key } }, body }))
        await invalidateProviders()
        notifyOfSuccess(`${bidiIsolate(body.name ?? '')} is saved`)
        await navigate({ to: '/identity-providers/$key', params: { key }, replace: true, ignoreBlocker: true })
      }}
    />
  )
}
