import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Table, Text } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { ifMatchOf } from '../../api/if-match-of.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Panel } from '../../components/page/panel.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { AddKeyDialog } from './add-key-dialog.tsx'
import { type ApiClientDetails, apiClientUseQuery, invalidateApiClients, usePeriods } from './queries.ts'
import { kindOfKey, type PublicJwk } from './read-public-keys.ts'

/** The public keys with which the client may prove who it is, instead of a secret (private_key_jwt, RFC 7523). */
export function KeysPanel({ client }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const { data: use } = useQuery(apiClientUseQuery(client.key, usePeriods.month))
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<PublicJwk>()
  const keys = client.jwks?.keys ?? []
  const endingName = nameOfKey(ending ?? {})
  return (
    <Panel
      title={t`Public keys`}
      description={t`With its private key, the API client signs a short-lived assertion (private_key_jwt) in place of its secret. Portico knows the public half only.`}
      actions={
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          <Trans>Add key</Trans>
        </Button>
      }
    >
      {keys.length === 0 ? (
        <Text size="sm">{t`No key: the API client uses its secret.`}</Text>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t`Key ID`}</Table.Th>
              <Table.Th scope="col">{t`Kind`}</Table.Th>
              <Table.Th scope="col">{t`Last used`}</Table.Th>
              <Table.Th scope="col" aria-label={t`End now`} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => {
              const name = nameOfKey(key)
              const used = use?.keys.find(({ keyId }) => keyId === (key.kid ?? null))
              return (
                <Table.Tr key={JSON.stringify(key)}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {key.kid === undefined ? t`None` : <Code>{String(key.kid)}</Code>}
                  </Table.Td>
                  <Table.Td>{kindOfKey(key)}</Table.Td>
                  <Table.Td>
                    <TimeAgo time={used?.lastHour} never={t`Not in 30 days`} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={t`End now: the key ${name}`}
                      onClick={() => setEnding(key)}
                    >
                      {t`End now`}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      )}
      <AddKeyDialog
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        change={(work) => changeKeys(client.key, work)}
      />
      <ConfirmDialog
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t`End the key ${endingName} now?`}
        confirmLabel={t`End now`}
        isDangerous
        onConfirm={async () => {
          await changeKeys(client.key, (all) => all.filter((key) => !isSameKey(key, ending ?? {})))
          notifyOfSuccess(t`The key has ended.`)
        }}
      >
        <Trans>
          Programs that sign with it get no new tokens from this moment. Tokens already issued work until they expire.
        </Trans>
      </ConfirmDialog>
    </Panel>
  )
}

const nameOfKey = (key: PublicJwk): string => String(key.kid ?? kindOfKey(key))

const isSameKey = (one: PublicJwk, other: PublicJwk): boolean =>
  ['kty', 'kid', 'crv', 'x', 'y', 'n', 'e'].every((name) => one[name] === other[name])

/** Changes the keys as they are now. Where somebody else changes them meanwhile, the server refuses it. */
async function changeKeys(key: string, work: (keys: PublicJwk[]) => PublicJwk[]): Promise<void> {
  const path = { key }
  const now = await answer(managementApi.GET('/api-clients/{key}', { params: { path } }))
  const keys = work(now.jwks?.keys ?? [])
  const body = { jwks: keys.length === 0 ? null : { keys } }
  await completed(managementApi.PATCH('/api-clients/{key}', { params: { path, header: ifMatchOf(now) }, body }))
  await invalidateApiClients()
}
