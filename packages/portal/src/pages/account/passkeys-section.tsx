import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Section } from '../../components/page/section.tsx'
import { canUsePasskeys, registerPasskey } from '../../components/second-factors/register-passkey.ts'
import { PasskeyList } from '../../components/sign-in/passkey-list.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { describeAgent } from '../../components/values/describe-agent.ts'
import { PasskeyNameDialog } from './passkey-name-dialog.tsx'
import type { OwnPasskey } from './queries.ts'
import { invalidatePasskeys, ownPasskeysQuery } from './queries.ts'

type Dialog = { what: 'add' } | { what: 'rename' | 'remove'; passkey: OwnPasskey }

const canMakePasskeys = canUsePasskeys()

/** Passkeys: a second way to sign in, with a finger, a face or a security key. */
export function PasskeysSection() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(ownPasskeysQuery)
  const [dialog, setDialog] = useState<Dialog>()
  const close = (): void => setDialog(undefined)
  const changed = async (message: string): Promise<void> => {
    await invalidatePasskeys()
    notifyOfSuccess(message)
  }
  const passkey = dialog && dialog.what !== 'add' ? dialog.passkey : undefined
  const shownName = bidiIsolate(passkey?.name ?? '')
  return (
    <Section
      title={t`Passkeys`}
      description={t`Sign in with your finger, your face or a security key. A passkey cannot be guessed, nor given to another site.`}
      actions={
        canMakePasskeys && (
          <Button variant="default" onClick={() => setDialog({ what: 'add' })}>
            <Trans>Add a passkey</Trans>
          </Button>
        )
      }
    >
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton h={44} aria-label={t`Loading`} role="status" />}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {canMakePasskeys ? (
            <Trans>You have none yet.</Trans>
          ) : (
            <Trans>You have none yet. This browser makes them on pages with HTTPS only, and on localhost.</Trans>
          )}
        </Text>
      )}
      {data && data.length > 0 && (
        <PasskeyList
          passkeys={data}
          actions={(one) => (
            <>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t`Rename ${one.name}`}
                onClick={() => setDialog({ what: 'rename', passkey: one })}
              >
                <Trans>Rename</Trans>
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t`Remove ${one.name}`}
                onClick={() => setDialog({ what: 'remove', passkey: one })}
              >
                <Trans>Remove</Trans>
              </Button>
            </>
          )}
        />
      )}
      <PasskeyNameDialog
        isOpen={dialog?.what === 'add'}
        onClose={close}
        title={t`Add a passkey`}
        submitLabel={t`Go on`}
        initial={describeAgent(navigator.userAgent)}
        save={async (name) => {
          await registerPasskey('/account/passkeys', name)
          const added = bidiIsolate(name)
          await changed(t`The passkey “${added}” was added.`)
        }}
      />
      <PasskeyNameDialog
        isOpen={dialog?.what === 'rename'}
        onClose={close}
        title={t`Rename the passkey`}
        submitLabel={t`Rename`}
        initial={passkey?.name ?? ''}
        save={async (name) => {
          await portalApi.patch(`/account/passkeys/${passkey?.key}`, { name })
          await changed(t`The passkey was renamed.`)
        }}
      />
      <ConfirmDialog
        isOpen={dialog?.what === 'remove'}
        onClose={close}
        title={t`Remove the passkey?`}
        confirmLabel={t`Remove`}
        isDangerous
        onConfirm={async () => {
          await portalApi.delete(`/account/passkeys/${passkey?.key}`)
          await changed(t`The passkey was removed.`)
        }}
      >
        <Trans>“{shownName}” will not sign you in any more. The device keeps its half until you delete it there.</Trans>
      </ConfirmDialog>
    </Section>
  )
}
