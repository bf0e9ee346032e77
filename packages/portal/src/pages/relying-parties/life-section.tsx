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
  return (
    <Panel title={application.isActive ? 'Deactivate and delete' : 'Activate and delete'}>
      <Activity application={application} />
      <Deletion application={application} />
    </Panel>
  )
}

function Activity({ application: { key, name, isActive } }: { application: RelyingPartyDetails }) {
  const [isOpen, setOpen] = useState(false)
  const verb = isActive ? 'Deactivate' : 'Activate'
  return (
    <LifeStep
      text={
        isActive
          ? 'Inactive, nobody can sign in to it, and its tokens end at their next use here. You can activate it again.'
          : 'Active again, people can sign in to it as before.'
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
        title={`${verb} the application?`}
        confirmLabel={verb}
        isDangerous={isActive}
        onConfirm={async () => {
          const params = { path: { key } }
          await completed(managementApi.PATCH('/relying-parties/{key}', { params, body: { isActive: !isActive } }))
          await invalidateRelyingParties()
          notifyOfSuccess(`${bidiIsolate(name)} is ${isActive ? 'inactive' : 'active'} now`)
        }}
      >
        {isActive
          ? 'Nobody signs in to it until it is active again. Its settings, and its secret, stay.'
          : 'Those who may use it can sign in to it again.'}
      </ConfirmDialog>
    </LifeStep>
  )
}

function Deletion({ application: { key, name } }: { application: RelyingPartyDetails }) {
  const [isOpen, setOpen] = useState(false)
  const navigate = useNavigate()
  return (
    <LifeStep
      text="Deleted, it is gone for good, with its client ID. Its entries in the audit trail stay."
      button={
        <Button variant="outline" color="red" onClick={() => setOpen(true)}>
          Delete
        </Button>
      }
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Delete the application?"
        confirmLabel="Delete"
        isDangerous
        typedName={name}
        onConfirm={async () => {
          await completed(managementApi.DELETE('/relying-parties/{key}', { params: { path: { key } } }))
          await navigate({ to: '/sign-in-applications', replace: true })
          await evictRelyingParty(key)
          notifyOfSuccess(`${bidiIsolate(name)} is deleted`)
        }}
      >
        Nobody can sign in to <bdi>{name}</bdi> any more. One that you add later has another client ID. This cannot be
        undone.
      </ConfirmDialog>
    </LifeStep>
  )
}
