import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { LifeStep } from '../../components/page/life-step.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { type ApiClientDetails, evictApiClient, invalidateApiClients } from './queries.ts'

/** Suspend, resume and delete, with the consequences for tokens. */
export function LifeSection({ client }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const isSuspended = client.status === 'Suspended'
  return (
    <Panel title={t`Suspend and delete`}>
      {isSuspended ? <Resume client={client} /> : <Suspend client={client} />}
      <Delete client={client} isSuspended={isSuspended} />
    </Panel>
  )
}

function Suspend({ client: { key, name } }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const params = { path: { key } }
  return (
    <LifeStep
      text={t`Suspended, it gets no tokens, and those it has are refused at once. You can resume it at any time.`}
      button={
        <Button variant="default" onClick={() => setOpen(true)}>
          {t`Suspend`}
        </Button>
      }
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t`Suspend the API client?`}
        confirmLabel={t`Suspend`}
        isDangerous
        onConfirm={async () => {
          await completed(managementApi.POST('/api-clients/{key}/suspend', { params }))
          await invalidateApiClients()
          notifyOfSuccess(t`${name} is suspended`)
        }}
      >
        <Trans>
          <bdi>{name}</bdi> gets no new tokens, and every token that it has is refused from now on, so the programs that
          use it stop working. Nothing is lost: once you resume it, its secret and the tokens that have not expired work
          again.
        </Trans>
      </ConfirmDialog>
    </LifeStep>
  )
}

function Resume({ client: { key, name } }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const params = { path: { key } }
  return (
    <LifeStep
      text={t`Resumed, it gets tokens again, and those it had work again until they expire.`}
      button={<Button onClick={() => setOpen(true)}>{t`Resume`}</Button>}
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t`Resume the API client?`}
        confirmLabel={t`Resume`}
        onConfirm={async () => {
          await completed(managementApi.POST('/api-clients/{key}/resume', { params }))
          await invalidateApiClients()
          notifyOfSuccess(t`${name} works again`)
        }}
      >
        <Trans>
          <bdi>{name}</bdi> gets new tokens again, as long as its secret has not expired. Tokens that were issued before
          it was suspended work again, too, until they expire. If a token or the secret may be in wrong hands, leave it
          suspended and create another API client.
        </Trans>
      </ConfirmDialog>
    </LifeStep>
  )
}

function Delete({ client: { key, name }, isSuspended }: { client: ApiClientDetails; isSuspended: boolean }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const navigate = useNavigate()
  const params = { path: { key } }
  return (
    <LifeStep
      text={
        isSuspended
          ? t`Deleted, it is gone for good. Its entries in the audit trail stay.`
          : t`Only a suspended API client can be deleted: suspend it first, and see whether anything still needs it.`
      }
      button={
        <Button variant="outline" color="red" disabled={!isSuspended} onClick={() => setOpen(true)}>
          {t`Delete`}
        </Button>
      }
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t`Delete the API client?`}
        confirmLabel={t`Delete`}
        isDangerous
        onConfirm={async () => {
          await completed(managementApi.DELETE('/api-clients/{key}', { params }))
          await navigate({ to: '/api-clients', replace: true })
          await evictApiClient(key)
          notifyOfSuccess(t`${name} is deleted`)
        }}
      >
        <Trans>
          <bdi>{name}</bdi>, its client ID, its secret and all its tokens end for good. This cannot be undone.
        </Trans>
      </ConfirmDialog>
    </LifeStep>
  )
}
