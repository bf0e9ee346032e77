import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { Dialog } from '../../components/dialogs/dialog.tsx'
import { AuthenticatorScan } from '../../components/second-factors/authenticator-scan.tsx'
import { RecoveryCodes } from '../../components/second-factors/recovery-codes.tsx'
import { authenticatorSecretQuery } from './queries.ts'

/** Sets up an authenticator app: scan, confirm with a code, store the recovery codes. */
export function AuthenticatorDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useLingui()
  const [recoveryCodes, setRecoveryCodes] = useState<string[]>()
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      // Not earlier: the dialog would request another secret.
      onExitTransitionEnd={() => setRecoveryCodes(undefined)}
      title={recoveryCodes ? t`Keep your recovery codes` : t`Set up an authenticator app`}
      // The codes are shown once: a key or click by accident must not close the dialog.
      closeOnEscape={!recoveryCodes}
      closeOnClickOutside={!recoveryCodes}
      withCloseButton={!recoveryCodes}
    >
      {recoveryCodes ? (
        <RecoveryCodes codes={recoveryCodes} onKept={onClose} />
      ) : (
        <Scan onConfirmed={setRecoveryCodes} />
      )}
    </Dialog>
  )
}

function Scan({ onConfirmed }: { onConfirmed(recoveryCodes: string[]): void }) {
  const { data, error } = useQuery(authenticatorSecretQuery)
  const confirm = async (code: string): Promise<void> => {
    const path = '/account/authenticator/confirmation'
    const { recoveryCodes } = await portalApi.post<{ recoveryCodes: string[] }>(path, { code })
    onConfirmed(recoveryCodes)
  }
  return <AuthenticatorScan secret={data} error={error} confirm={confirm} />
}
