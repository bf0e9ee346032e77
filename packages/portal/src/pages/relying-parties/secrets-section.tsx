import { Button } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { SecretList } from '../../components/client-secrets/secret-list.tsx'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Panel } from '../../components/page/panel.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'

type Secret = RelyingPartyDetails['secrets'][number]

/** The secrets that work at present: the newest one, and former ones until their overlap ends. */
export function SecretsSection({ application }: { application: RelyingPartyDetails }) {
  const { secrets, hasExpiryReminder } = application
  const [ending, setEnding] = useState<Secret>()
  return (
    <Panel
      title="Secrets"
      description={`${secrets.length === 0 ? 'No secret works at present.' : 'Portico keeps only the last four characters readable.'} ${
        hasExpiryReminder
          ? 'A mail reminds those who manage authentication, 14 days before the newest one expires.'
          : 'No mail reminds of their end.'
      }`}
    >
      <SecretList
        secrets={secrets}
        more={({ firstUsedAt }) =>
          firstUsedAt ? (
            <>
              , first used <TimeAgo time={firstUsedAt} />
            </>
          ) : (
            ', not used yet'
          )
        }
        action={(secret) => (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`End now: the secret …${secret.lastFour}`}
            onClick={() => setEnding(secret)}
          >
            End now
          </Button>
        )}
      />
      <EndDialog application={application} secret={ending} onClose={() => setEnding(undefined)} />
    </Panel>
  )
}

interface EndDialogProps {
  application: RelyingPartyDetails
  secret: Secret | undefined
  onClose(): void
}

function EndDialog({ application: { key, secrets }, secret, onClose }: EndDialogProps) {
  return (
    <ConfirmDialog
      isOpen={secret !== undefined}
      onClose={onClose}
      title={`End the secret …${secret?.lastFour} now?`}
      confirmLabel="End now"
      isDangerous
      onConfirm={async () => {
        const path = { key, secretKey: secret?.key ?? '' }
        await completed(managementApi.DELETE('/relying-parties/{key}/secrets/{secretKey}', { params: { path } }))
        await invalidateRelyingParties()
        notifyOfSuccess('The secret has ended')
      }}
    >
      {secrets.length > 1
        ? 'Servers that still use it cannot sign anybody in from this moment. The other secrets keep working.'
        : 'It is the only one: nobody can sign in to the application until it has a new secret.'}
    </ConfirmDialog>
  )
}
