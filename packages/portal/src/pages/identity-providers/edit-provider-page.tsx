import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { identityApi, managementApi } from '../../api/apis.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { ProviderForm, problemFields } from './provider-form.tsx'
import { isBuiltIn } from './provider-labels.ts'
import { type Address, addressFields, checkProvider, requestOf, valuesOf } from './provider-values.ts'
import { invalidateProviders, type Provider, providerQuery, tryConnection } from './queries.ts'

/** The settings of an external identity provider. */
export default function EditProviderPage() {
  const { t } = useLingui()
  const { key } = useParams({ from: '/shell/identity-providers/$key/edit' })
  const { data: provider, error, refetch } = useQuery(providerQuery(key))
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={provider ? t`Edit identity provider` : undefined}
        trail={[
          { label: t`Identity providers`, to: '/identity-providers' },
          { label: provider?.name ?? '…', to: `/identity-providers/${key}` },
        ]}
      />
      {!provider && <Skeleton h={480} aria-busy />}
      {provider &&
        (isBuiltIn(provider) ? (
          <Notice>
            <Trans>The built-in identity provider cannot be changed.</Trans>
          </Notice>
        ) : (
          <EditForm key={provider.key} provider={provider} />
        ))}
    </>
  )
}

function EditForm({ provider }: { provider: Provider }) {
  const { t, i18n } = useLingui()
  const { key } = provider
  const navigate = useNavigate()
  const path = { key }
  const form = useEditForm({
    loaded: provider,
    valuesOf,
    requestOf,
    check: (values) => checkProvider(values, false),
    problemFields,
    labels: {
      name: t`Name`,
      type: t`Type`,
      subtype: t`Service`,
      emailTrustType: t`Trusted e-mail addresses`,
      autoCreateProfiles: t`Create new users`,
      profileLinkingField: t`Link to existing users`,
      discoveryUrl: t`Discovery URL`,
      ...(Object.fromEntries(addressFields.map(({ name, label }) => [name, i18n._(label)])) as Record<Address, string>),
      clientId: t`Client ID`,
      clientAuthenticationMethod: t`Client authentication`,
      clientAssertionSigningAlgorithm: t`Signature algorithm`,
      clientSecret: t`Client secret`,
      scopes: t`Scopes`,
      usePkce: 'PKCE',
      pkceMethod: t`PKCE method`,
      suppressNonceVerification: t`Accept ID tokens without the nonce`,
      keyId: t`Key ID`,
      teamId: t`Team ID`,
      samlConfiguration: t`SAML settings`,
      tokenNormalizations: t`Claim names`,
    },
    read: () => answer(identityApi.GET('/identity-providers/{key}', { params: { path } })),
    send: ({ changed, header }) =>
      completed(managementApi.PATCH('/identity-providers/{key}', { params: { path, header }, body: changed })),
    async saved({ name }) {
      await invalidateProviders()
      notifyOfSuccess(t`${bidiIsolate(name.trim())} saved`)
      tryConnection(key)
      await navigate({ to: '/identity-providers/$key', params: { key }, replace: true, ignoreBlocker: true })
    },
  })
  return (
    <ProviderForm
      label={t`Identity provider`}
      form={form}
      isNew={false}
      submitLabel={t`Save`}
      back={`/identity-providers/${key}`}
    />
  )
}
