import { useLingui } from '@lingui/react/macro'
import { Checkbox, Skeleton, TagsInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { PageForm } from '../../components/forms/page-form.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { invalidateProviders, type Provider, type Trust, trustQuery } from './queries.ts'

/** Whose e-mails the provider is for, and whether its second factor counts. */
export function ProviderTrust({ provider }: { provider: Provider }) {
  const { data, error, refetch } = useQuery(trustQuery(provider.key))
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  if (!data) return <Skeleton h={240} aria-busy />
  return <TrustForm key={JSON.stringify(data)} provider={provider} initial={data} />
}

function TrustForm({ provider: { key, name }, initial }: { provider: Provider; initial: Trust }) {
  const { t } = useLingui()
  const path = { key }
  const form = useEditForm({
    loaded: initial,
    valuesOf: (state): Trust => state,
    requestOf: ({ emailDomains, trustsSecondFactor }) => ({ emailDomains, trustsSecondFactor }),
    problemFields: { identity_provider_domain_taken: 'emailDomains' },
    labels: { emailDomains: t`E-mail domains`, trustsSecondFactor: t`Second factor` },
    read: () => answer(managementApi.GET('/identity-providers/{key}/trust', { params: { path } })),
    send: ({ body, header }) =>
      completed(managementApi.PUT('/identity-providers/{key}/trust', { params: { path, header }, body })),
    async saved() {
      await invalidateProviders()
      notifyOfSuccess(t`Trust in ${bidiIsolate(name ?? '')} saved`)
    },
  })
  return (
    <PageForm form={form} label={t`Trust`}>
      <Section
        title={t`E-mail domains`}
        description={t`Users who enter an e-mail address of these domains on the sign-in page go straight to this provider.`}
      >
        <TagsInput
          label={t`Domains`}
          description={t`For example example.com. The provider is then trusted only for addresses of these domains, no other provider is trusted for them, and users are created only with such an address.`}
          splitChars={[' ', ',']}
          maxTags={100}
          acceptValueOnBlur
          maw={640}
          {...form.field('emailDomains')}
        />
      </Section>
      <Section title={t`Second factor`}>
        <Checkbox
          label={t`Accept the second factor of the provider`}
          description={t`Users who come from this provider are then not asked for another one. Turn this on only if the provider asks all users for a second factor and reports it.`}
          checked={form.values.trustsSecondFactor}
          onChange={(event) => form.set('trustsSecondFactor', event.currentTarget.checked)}
        />
      </Section>
    </PageForm>
  )
}
