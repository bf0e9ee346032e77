import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { fromGrants } from '../../api/permission-selection.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { usualExpiryDay } from '../../components/forms/expiry-days.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { NewApiClientForm, type NewApiClientValues } from './new-api-client-form.tsx'
import { apiClientQuery } from './queries.ts'

const trail = () => [{ label: pageI18n()._(msg`API clients`), to: '/api-clients' }]

/** Creates an API client: a blank one, or a duplicate of the one whose key is `from` in the URL. */
export default function NewApiClientPage() {
  const { from } = useSearch({ strict: false })
  const key = typeof from === 'string' ? from : undefined
  return key === undefined ? <Blank /> : <Duplicate of={key} />
}

function Blank() {
  const { t } = useLingui()
  return (
    <>
      <PageHeader
        title={t`Create an API client`}
        description={t`For a program that calls the APIs. Its client ID and secret come next.`}
        trail={trail()}
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
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(apiClientQuery(of))
  const original = data?.name
  const initial: NewApiClientValues | undefined = data && {
    name: t`Copy of ${original}`.slice(0, 256),
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
      <PageHeader title={t`Duplicate an API client`} trail={trail()} />
      {error ? (
        <LoadFailure error={error} onRetry={() => refetch()} />
      ) : data && initial ? (
        <Stack gap="md">
          <Notice>
            <Trans>
              Description, settings and permissions are those of <bdi>{original}</bdi>. The new API client gets a client
              ID and a secret of its own.
            </Trans>
          </Notice>
          <NewApiClientForm key={of} initial={initial} />
        </Stack>
      ) : (
        <Skeleton h={420} />
      )}
    </>
  )
}
