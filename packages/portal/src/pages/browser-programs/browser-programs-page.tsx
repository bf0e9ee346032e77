import { Skeleton, Textarea } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { browserOriginsQuery, invalidateBrowserOrigins } from './queries.ts'

/** Whose pages may call the APIs with a token. */
export default function BrowserProgramsPage() {
  const { data, error, refetch } = useQuery(browserOriginsQuery)
  return (
    <>
      <PageHeader
        title="Browser programs"
        description="Programs that run in a browser may call the APIs only from the origins that are named here, and only with an access token."
      />
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data ? (
        <OriginsForm key={data.origins.join()} origins={data.origins} />
      ) : (
        <Skeleton h={240} role="status" aria-label="Loading" />
      )}
    </>
  )
}

function OriginsForm({ origins }: { origins: string[] }) {
  const form = useForm({
    initial: { origins: origins.join('\n') },
    async save(values) {
      const body = { origins: values.origins.split(/\s+/).filter((line) => line !== '') }
      await completed(managementApi.PUT('/browser-origins', { body }))
      await invalidateBrowserOrigins()
      notifyOfSuccess('The allowed origins are saved')
    },
  })
  return (
    <Panel title="Allowed origins">
      <FormFrame form={form} submitLabel="Save">
        <Textarea
          label="One origin a line"
          description="Such as https://app.example.com. The portal itself needs none, nor does a program on a server."
          autosize
          minRows={4}
          spellCheck={false}
          maw={560}
          {...form.text('origins')}
        />
      </FormFrame>
    </Panel>
  )
}
