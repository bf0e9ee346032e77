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
  const path = { key }
  const form = useEditForm({
    loaded: initial,
    valuesOf: (state): Trust => state,
    requestOf: ({ emailDomains, trustsSecondFactor }) => ({ emailDomains, trustsSecondFactor }),
    problemFields: { identity_provider_domain_taken: 'emailDomains' },
    labels: { emailDomains: 'E-mail domains', trustsSecondFactor: 'Second factor' },
    read: () => answer(managementApi.GET('/identity-providers/{key}/trust', { params: { path } })),
    send: ({ body, header }) =>
      completed(managementApi.PUT('/identity-providers/{key}/trust', { params: { path, header }, body })),
    async saved() {
      await invalidateProviders()
      notifyOfSuccess(`What ${bidiIsolate(name ?? '')} is trusted for is saved`)
    },
  })
  return (
    <PageForm form={form} label="What it is trusted for">
      <Section
        title="E-mail domains"
        description="Whoever enters an e-mail of these domains on the sign-in page goes straight to this provider."
      >
        <TagsInput
          label="Domains"
          description="Such as example.com. With domains, the provider is trusted for e-mails in them alone, and no other provider is; only people with such an e-mail are created."
          splitChars={[' ', ',']}
          maxTags={100}
          acceptValueOnBlur
          maw={640}
          {...form.field('emailDomains')}
        />
      </Section>
      <Section title="Second factor">
        <Checkbox
          label="A second factor that the provider has asked for counts here"
          description="Then nobody who comes from it is asked for another one. Turn it on only where the provider asks everybody for one, and tells so."
          checked={form.values.trustsSecondFactor}
          onChange={(event) => form.set('trustsSecondFactor', event.currentTarget.checked)}
        />
      </Section>
    </PageForm>
  )
}
