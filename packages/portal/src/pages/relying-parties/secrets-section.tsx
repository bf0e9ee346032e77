import { Button, Code, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Panel } from '../../components/page/panel.tsx'
import { formatExactTime, formatRelativeTime } from '../../components/values/format-time.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'
import classes from './relying-parties.module.css'

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
      <ul className={classes.secrets}>
        {secrets.map((secret) => (
          <li key={secret.key}>
            <div>
              <Text size="sm" component="div">
                <Code>…{secret.lastFour}</Code> {secret.isCurrent ? 'Newest' : 'Former'}, works until{' '}
                {formatExactTime(secret.expiresAt)} ({formatRelativeTime(secret.expiresAt)})
              </Text>
              <Text size="sm" c="dimmed" component="div">
                Created <TimeAgo time={secret.createdAt} />,{' '}
                {secret.firstUsedAt ? (
                  <>
                    first used <TimeAgo time={secret.firstUsedAt} />
                  </>
                ) : (
                  'not used yet'
                )}
              </Text>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`End now: the secret …${secret.lastFour}`}
              onClick={() => setEnding(secret)}
            >
              End now
            </Button>
          </li>
        ))}
      </ul>
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
