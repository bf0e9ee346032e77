import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Code, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { LastUsed } from '../../components/client-secrets/last-used.tsx'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { RawWords } from '../../components/feedback/raw-words.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { Quiet } from '../../components/values/quiet.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import type { ApiClientDetails, ChangeKeys } from './queries.ts'
import { useLastUseOfKeys } from './use-last-use-of-keys.ts'

interface KeysAddressProps {
  clientKey: string
  address: string
  /** How reading the keys went */
  fetch: ApiClientDetails['jwksFetch']
  onChange(): void
  change: ChangeKeys
}

/** The address at which a client publishes its public keys, and how reading them went. */
export function KeysAddress({ clientKey, address, fetch, onChange, change }: KeysAddressProps) {
  const { t } = useLingui()
  const lastUse = useLastUseOfKeys(clientKey)()
  const [isRemoving, setRemoving] = useState(false)
  const { fetchedAt = null, failedAt = null, failure = null } = fetch ?? {}
  const isFailing = failedAt !== null && (fetchedAt === null || failedAt > fetchedAt)
  return (
    <Stack gap="md">
      {isFailing && (
        <Notice tone="warning" title={t`The keys cannot be read`}>
          <Trans>The API client gets no tokens with its keys until they can be read again.</Trans>
          {failure !== null && <RawWords>{failure}</RawWords>}
        </Notice>
      )}
      <FactList
        facts={[
          { name: t`Address`, value: <Code>{address}</Code>, copied: address },
          { name: t`Last used`, value: <LastUsed time={lastUse} countedSince={null} /> },
          { name: t`Last read`, value: <TimeAgo time={fetchedAt} /> },
          {
            name: t`Last failure`,
            value:
              failedAt === null ? (
                <Quiet>{t`Never`}</Quiet>
              ) : (
                <>
                  <TimeAgo time={failedAt} />
                  {failure !== null && <RawWords>{failure}</RawWords>}
                </>
              ),
          },
        ]}
      />
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={onChange}>
          <Trans>Change address</Trans>
        </Button>
        <Button variant="default" size="xs" onClick={() => setRemoving(true)}>
          <Trans>Remove address</Trans>
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isRemoving}
        onClose={() => setRemoving(false)}
        title={t`Remove the address?`}
        confirmLabel={t`Remove address`}
        isDangerous
        onConfirm={async () => {
          await change(() => ({ jwksUri: null }))
          notifyOfSuccess(t`The address is removed.`)
        }}
      >
        <Trans>
          Programs that sign with a key published there get no new tokens from this moment. Tokens already issued work
          until they expire.
        </Trans>
      </ConfirmDialog>
    </Stack>
  )
}
