import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { fromGrants } from '../../api/permission-selection.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { usualExpiryDay } from '../../components/forms/expiry-days.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { NewApiClientForm, type NewApiClientValues } from './new-api-client-form.tsx'
import { apiClientQuery } from './queries.ts'

const trail = [{ label: 'API clients', to: '/api-clients' }]

/** Creates an API client: a blank one, or a duplicate of the one whose key is `from` in the URL. */
export default function NewApiClientPage() {
  const { from } = useSearch({ strict: false })
  const key = typeof from === 'string' ? from : undefined
  return key === undefined ? <Blank /> : <Duplicate of={key} />
}

function Blank() {
  return (
    <>
      <PageHeader
        title="Create an API client"
        description="For a program that calls the APIs. Its client ID and secret come next."
        trail={trail}
      />
      <NewApiClientForm
        initial={{
          name: '',
          description: '',
          expiresOn: usualExpiryDay(),
          hasExpiryReminder: true,
          accessTokenType: 'at+jwt',
          accessTokenMinutes: 720,
          mayRotateSecret: false,
          permissions: new Map(),
        }}
      />
    </>
  )
}

function Duplicate({ of }: { of: string }) {
  const { data, error, refetch } = useQuery(apiClientQuery(of))
  const initial: NewApiClientValues | undefined = data && {
    name: `Copy of ${data.name}`.slice(0, 256),
    description: data.description ?? '',
    expiresOn: usualExpiryDay(),
    hasExpiryReminder: data.hasExpiryReminder,
    accessTokenType: data.accessTokenType,
    accessTokenMinutes: data.accessTokenMinutes,
    mayRotateSecret: data.mayRotateSecret,
    permissions: fromGrants(data.permissions),
  }
  return (
    <>
      <PageHeader title="Duplicate an API client" trail={trail} />
      {error ? (
        <LoadFailure error={error} onRetry={() => refetch()} />
      ) : data && initial ? (
        <Stack gap="md">
          <Notice>
            Description, settings and permissions are those of <bdi>{data.name}</bdi>. The new client gets a client ID
            and a secret of its own.
          </Notice>
          <NewApiClientForm key={of} initial={initial} />
        </Stack>
      ) : (
        <Skeleton h={420} />
      )}
    </>
  )
}
