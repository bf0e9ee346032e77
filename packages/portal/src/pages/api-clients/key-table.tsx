import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code } from '@mantine/core'
import { LastUsed } from '../../components/client-secrets/last-used.tsx'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { actorName } from '../../components/values/actor-name.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import type { ApiClientDetails } from './queries.ts'
import { kindOfKey, type PublicJwk } from './read-public-keys.ts'
import { useLastUseOfKeys } from './use-last-use-of-keys.ts'

interface KeyTableProps {
  client: ApiClientDetails
  keys: PublicJwk[]
  onEnd(key: PublicJwk): void
}

interface StoredKey {
  key: PublicJwk
  origin: ApiClientDetails['publicKeys'][number] | undefined
}

/** The public keys of a client that are stored: when each was added and by whom, and when it was last used. */
export function KeyTable({ client, keys, onEnd }: KeyTableProps) {
  const { t } = useLingui()
  const lastUseOf = useLastUseOfKeys(client.key)
  const columns: Column<StoredKey>[] = [
    {
      header: t`Key ID`,
      render: ({ key }) => (key.kid === undefined ? t`None` : <Code>{String(key.kid)}</Code>),
    },
    { header: t`Type`, from: 'sm', render: ({ key }) => kindOfKey(key) },
    { header: t`Added`, from: 'sm', render: ({ origin }) => <Added origin={origin} /> },
    {
      header: t`Last used`,
      from: 'sm',
      render: ({ key, origin }) => (
        <LastUsed
          time={lastUseOf(key.kid === undefined ? null : String(key.kid))}
          countedSince={origin?.createdAt ?? null}
        />
      ),
    },
    {
      header: t`End now`,
      isHeaderHidden: true,
      align: 'end',
      render: ({ key }) => {
        const name = nameOfKey(key)
        return (
          <Button variant="default" size="xs" aria-label={t`End now: the key ${name}`} onClick={() => onEnd(key)}>
            {t`End now`}
          </Button>
        )
      },
    },
  ]
  return (
    <DataTable
      caption={t`Public keys`}
      columns={columns}
      items={keys.map((key, index) => ({ key, origin: client.publicKeys[index] }))}
      keyOf={({ key }) => JSON.stringify(key)}
    />
  )
}

function Added({ origin }: Pick<StoredKey, 'origin'>) {
  const { t } = useLingui()
  if (!origin?.createdAt) return <Quiet>{t`Unknown`}</Quiet>
  const time = <TimeAgo time={origin.createdAt} />
  if (!origin.createdBy) return time
  const name = <bdi>{actorName(origin.createdBy)}</bdi>
  return (
    <Trans>
      {time} by {name}
    </Trans>
  )
}

export const nameOfKey = (key: PublicJwk): string => String(key.kid ?? kindOfKey(key))
