import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Table } from '@mantine/core'
import { LastUsed } from '../../components/client-secrets/last-used.tsx'
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

/** The public keys of a client that are stored: when each was added and by whom, and when it was last used. */
export function KeyTable({ client, keys, onEnd }: KeyTableProps) {
  const { t } = useLingui()
  const lastUseOf = useLastUseOfKeys(client.key)
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t`Key ID`}</Table.Th>
            <Table.Th scope="col">{t`Type`}</Table.Th>
            <Table.Th scope="col">{t`Added`}</Table.Th>
            <Table.Th scope="col">{t`Last used`}</Table.Th>
            <Table.Th scope="col" aria-label={t`End now`} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key, index) => {
            const name = nameOfKey(key)
            return (
              <Table.Tr key={JSON.stringify(key)}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {key.kid === undefined ? t`None` : <Code>{String(key.kid)}</Code>}
                </Table.Td>
                <Table.Td>{kindOfKey(key)}</Table.Td>
                <Table.Td>
                  <Added origin={client.publicKeys[index]} />
                </Table.Td>
                <Table.Td>
                  <LastUsed
                    time={lastUseOf(key.kid === undefined ? null : String(key.kid))}
                    countedSince={client.publicKeys[index]?.createdAt ?? null}
                  />
                </Table.Td>
                <Table.Td ta="end">
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={t`End now: the key ${name}`}
                    onClick={() => onEnd(key)}
                  >
                    {t`End now`}
                  </Button>
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Added({ origin }: { origin: ApiClientDetails['publicKeys'][number] | undefined }) {
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
