import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { identityApi } from '../../api/apis.ts'
import { ifMatchOf } from '../../api/if-match-of.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { GuardedButton } from '../../components/forms/guarded-button.tsx'
import { useUrlSelection } from '../../components/lists/use-url-selection.ts'
import { LifeStep } from '../../components/page/life-step.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { nameOf } from './name-of.ts'
import { OffboardDialog } from './offboarding/offboard-dialog.tsx'
import { offboardingPlanQuery } from './offboarding/queries.ts'
import { PlannedStep } from './offboarding/step-words.tsx'
import { evictUser, invalidateUsers, type User } from './queries.ts'
import { useWhyOutOfReach } from './use-why-out-of-reach.ts'

/** Deactivate, activate, offboard and delete, with the consequences. For members with Manage users. */
export function UserLife({ user }: { user: User }) {
  const { t } = useLingui()
  const reason = useWhyOutOfReach(user)
  return (
    <Panel title={user.status === 'Inactive' ? t`Activate and delete` : t`Deactivate and delete`}>
      {user.status === 'Inactive' ? <Activation user={user} /> : <Deactivation user={user} reason={reason} />}
      <Offboarding user={user} reason={reason} />
      <Deletion user={user} reason={reason} />
    </Panel>
  )
}

interface StepProps {
  user: User
  /** Why the member may not do it; undefined where they may */
  reason: string | undefined
}

async function setActive({ key }: User, isActive: boolean): Promise<void> {
  const path = { key }
  const header = ifMatchOf(await answer(identityApi.GET('/users/{key}', { params: { path } })))
  await completed(identityApi.PATCH('/users/{key}', { params: { path, header }, body: { isActive } }))
}

function Activation({ user }: { user: User }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const person = nameOf(user)
  return (
    <LifeStep
      text={t`Once activated, the user can sign in again, with the roles and groups that are shown here.`}
      button={
        <GuardedButton reason={undefined} onClick={() => setOpen(true)}>
          <Trans>Activate</Trans>
        </GuardedButton>
      }
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t`Activate the user?`}
        confirmLabel={t`Activate`}
        onConfirm={async () => {
          await setActive(user, true)
          notifyOfSuccess(t`${person} is active again`)
          await invalidateUsers()
        }}
      >
        <Trans>
          <bdi>{person}</bdi> can sign in again, with the roles and groups that are shown here.
        </Trans>
      </ConfirmDialog>
    </LifeStep>
  )
}

function Deactivation({ user, reason }: StepProps) {
  const { t } = useLingui()
  const session = useSession()
  const [isOpen, setOpen] = useState(false)
  const person = nameOf(user)
  return (
    <LifeStep
      text={t`An inactive user cannot sign in anywhere. Roles and groups stay, and you can activate the user again.`}
      button={
        <GuardedButton variant="default" reason={reason} onClick={() => setOpen(true)}>
          <Trans>Deactivate</Trans>
        </GuardedButton>
      }
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t`Deactivate the user?`}
        confirmLabel={t`Deactivate`}
        isDangerous
        onConfirm={async () => {
          await setActive(user, false)
          notifyOfSuccess(t`${person} is inactive now`)
          await invalidateUsers()
        }}
      >
        <Trans>
          <bdi>{person}</bdi> can no longer sign in anywhere, and open sessions end at once. Roles and groups are kept
          in case you activate the user again.
        </Trans>
        {user.key === session.user.key && (
          <Text size="sm" fw={600} mt="xs">
            <Trans>This is you: you will be signed out.</Trans>
          </Text>
        )}
      </ConfirmDialog>
    </LifeStep>
  )
}

function Offboarding({ user, reason }: StepProps) {
  const { t } = useLingui()
  const session = useSession()
  // The search of Ctrl+K leads to it.
  const [dialog, open] = useUrlSelection('dialog')
  const refusal = user.key === session.user.key ? t`You cannot offboard yourself.` : reason
  const isInactive = user.status === 'Inactive'
  // Of whoever is inactive little may be left, or nothing: it is said before the dialog is opened.
  const { data: plan } = useQuery({ ...offboardingPlanQuery(user.key), enabled: isInactive })
  const left = isInactive ? plan?.steps.filter(({ total }) => total > 0) : undefined
  const nothingLeft = left?.length === 0 ? t`Nothing is left to remove.` : undefined
  return (
    <LifeStep
      text={
        left && left.length > 0 ? (
          <>
            <Trans>For a user who leaves. What is left to do:</Trans>
            {left.map((step) => (
              <Text key={step.step} span inherit display="block" c="dimmed">
                <PlannedStep step={step} />
              </Text>
            ))}
          </>
        ) : (
          t`For a user who leaves: suspends the API clients that the user created, removes groups and roles, ends sessions and deactivates the account, in one step.`
        )
      }
      button={
        <GuardedButton variant="default" reason={nothingLeft ?? refusal} onClick={() => open('offboard')}>
          <Trans>Offboard</Trans>
        </GuardedButton>
      }
    >
      <OffboardDialog user={user} refusal={refusal} isOpen={dialog === 'offboard'} onClose={() => open(undefined)} />
    </LifeStep>
  )
}

function Deletion({ user, reason }: StepProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const person = nameOf(user)
  return (
    <LifeStep
      text={t`Deletes the user with profiles, roles and memberships. This cannot be undone.`}
      button={
        <GuardedButton variant="outline" color="red" reason={reason} onClick={() => setOpen(true)}>
          <Trans>Delete</Trans>
        </GuardedButton>
      }
    >
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t`Delete the user?`}
        confirmLabel={t`Delete`}
        isDangerous
        typedName={person}
        onConfirm={async () => {
          await completed(identityApi.DELETE('/users/{key}', { params: { path: { key: user.key } } }))
          notifyOfSuccess(t`${person} was deleted`)
          await navigate({ to: '/users' })
          await evictUser(user.key)
        }}
      >
        <Trans>
          Profiles, roles and memberships of <bdi>{person}</bdi> are deleted as well. This cannot be undone. To keep
          somebody out for a while, deactivate the user instead.
        </Trans>
      </ConfirmDialog>
    </LifeStep>
  )
}
