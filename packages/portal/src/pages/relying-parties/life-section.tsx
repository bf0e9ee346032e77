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
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { evictRelyingParty, invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'

/** Deactivate, activate and delete, with the consequences. */
export function LifeSection({ application }: { application: RelyingPartyDetails }) {
  const { t } = useLingui()
  return (
    <Panel title={application.isActive ? t`Deactivate and delete` : t`Activate and delete`}>
      <Activity application={application} />
      <Deletion application={application} />
    </Panel>
  )
}

function Activity({ application: { key, name, isActive } }: { application: RelyingPartyDetails }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const verb = isActive ? t`Deactivate` : t`Activate`
  return (
    <LifeStep
      text={
        isActive
          ? t`While the application is inactive, nobody can sign in to it and its tokens are refused. You can activate it again.`
          : t`Once the application is active, users can sign in to it again.`
      }
      button={
        <Button variant={isActive ? 'default' : 'filled'} onClick={() => setOpen(true)}>
          {verb}
        </Button>
      }
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={isActive ? t`Deactivate the application?` : t`Activate the application?`}
        confirmLabel={verb}
        isDangerous={isActive}
        onConfirm={async () => {
          const params = { path: { key } }
          await completed(managementApi.PATCH('/relying-parties/{key}', { params, body: { isActive: !isActive } }))
          await invalidateRelyingParties()
          notifyOfSuccess(isActive ? t`${bidiIsolate(name)} deactivated` : t`${bidiIsolate(name)} activated`)
        }}
      >
        {isActive
          ? t`Nobody can sign in to the application until you activate it again. Its settings and its secret are kept.`
          : t`All allowed users can sign in to the application again.`}
      </ConfirmDialog>
    </LifeStep>
  )
}

function Deletion({ application: { key, name } }: { application: RelyingPartyDetails }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const navigate = useNavigate()
  return (
    <LifeStep
      text={t`Deletes the application and its client ID. This cannot be undone. Its entries in the audit trail are kept.`}
      button={
        <Button variant="outline" color="red" onClick={() => setOpen(true)}>
          <Trans>Delete</Trans>
        </Button>
      }
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t`Delete the application?`}
        confirmLabel={t`Delete`}
        isDangerous
        typedName={name}
        onConfirm={async () => {
          await completed(managementApi.DELETE('/relying-parties/{key}', { params: { path: { key } } }))
          await navigate({ to: '/sign-in-applications', replace: true })
          await evictRelyingParty(key)
          notifyOfSuccess(t`${bidiIsolate(name)} deleted`)
        }}
      >
        <Trans>
          Nobody can sign in to <bdi>{name}</bdi> any more. This cannot be undone: if you add the application again, it
          gets another client ID.
        </Trans>
      </ConfirmDialog>
    </LifeStep>
  )
}
