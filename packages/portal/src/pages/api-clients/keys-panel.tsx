import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconPlus, IconWorld } from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Panel } from '../../components/page/panel.tsx'
import { AddKeyDialog } from './add-key-dialog.tsx'
import { KeyTable, nameOfKey } from './key-table.tsx'
import { KeysAddress } from './keys-address.tsx'
import { KeysAddressDialog } from './keys-address-dialog.tsx'
import { type ApiClientDetails, type ChangeKeys, changeKeys } from './queries.ts'
import type { PublicJwk } from './read-public-keys.ts'

/**
 * The public keys with which the client may prove who it is, instead of a secret (private_key_jwt, RFC 7523): a list, or the
 * address at which it publishes them.
 */
export function KeysPanel({ client }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const [dialog, setDialog] = useState<'add' | 'address'>()
  const [ending, setEnding] = useState<PublicJwk>()
  const { jwksUri, jwksFetch } = client
  const keys = client.jwks?.keys ?? []
  const endingName = nameOfKey(ending ?? {})
  const close = (): void => setDialog(undefined)
  const change: ChangeKeys = (work) => changeKeys(client.key, work)
  const changeList = (work: (keys: PublicJwk[]) => PublicJwk[]): Promise<void> =>
    change((all) => {
      const after = work(all)
      return { jwks: after.length === 0 ? null : { keys: after } }
    })
  return (
    <Panel
      title={t`Public keys`}
      description={t`With its private key, the API client signs a short-lived assertion (private_key_jwt) in place of its secret. Portico knows the public half only.`}
      actions={
        jwksUri === null && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconWorld size={16} aria-hidden />}
              onClick={() => setDialog('address')}
            >
              <Trans>Use an address</Trans>
            </Button>
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDialog('add')}>
              <Trans>Add key</Trans>
            </Button>
          </Group>
        )
      }
    >
      {jwksUri !== null ? (
        <KeysAddress
          clientKey={client.key}
          address={jwksUri}
          fetch={jwksFetch}
          onChange={() => setDialog('address')}
          change={change}
        />
      ) : keys.length === 0 ? (
        <Text size="sm">{t`No key: the API client uses its secret.`}</Text>
      ) : (
        <KeyTable client={client} keys={keys} onEnd={setEnding} />
      )}
      <AddKeyDialog isOpen={dialog === 'add'} onClose={close} change={changeList} />
      <KeysAddressDialog
        isOpen={dialog === 'address'}
        onClose={close}
        address={jwksUri ?? undefined}
        hasKeys={keys.length > 0}
        change={change}
      />
      <ConfirmDialog
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t`End the key ${endingName} now?`}
        confirmLabel={t`End now`}
        isDangerous
        onConfirm={async () => {
          await changeList((all) => all.filter((key) => !isSameKey(key, ending ?? {})))
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

const isSameKey = (one: PublicJwk, other: PublicJwk): boolean =>
  ['kty', 'kid', 'crv', 'x', 'y', 'n', 'e'].every((name) => one[name] === other[name])
