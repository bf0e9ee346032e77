import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { nameOf } from './name-of.ts'
import { invalidateUsers, type ListedUser } from './queries.ts'

type InvitedUser = Pick<ListedUser, 'key' | 'name' | 'email' | 'status'>

interface InvitationDialogProps {
  user: InvitedUser
  isOpen: boolean
  onClose(): void
  onDone?(): Promise<unknown>
}

/** Invites a user who cannot sign in yet, or sends an invited one the invitation again. */
export function InvitationDialog({ user, isOpen, onClose, onDone }: InvitationDialogProps) {
  const { t } = useLingui()
  const isAgain = user.status === 'Invited'
  const person = nameOf(user)
  const { email } = user
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={isAgain ? t`Send the invitation again?` : t`Invite the user?`}
      confirmLabel={isAgain ? t`Send again` : t`Invite`}
      onConfirm={async () => {
        await completed(managementApi.POST('/users/{key}/invitation', { params: { path: { key: user.key } } }))
        notifyOfSuccess(isAgain ? t`${person} gets a new invitation` : t`${person} was invited`)
        await invalidateUsers()
        await onDone?.()
      }}
    >
      {isAgain ? (
        <Trans>
          <bdi>{email}</bdi> gets a new invitation. Its link and code work for seven days; those that were sent before
          stop working.
        </Trans>
      ) : (
        <Trans>
          <bdi>{email}</bdi> gets a link and a code to choose a password, which work for seven days. Until then the user
          is invited, and not active. Roles and groups stay.
        </Trans>
      )}
    </ConfirmDialog>
  )
}

/** Why a user who cannot sign in cannot be invited either, with what to do. */
export function whyNotInvitable({ status, email }: InvitedUser): string | undefined {
  if (email === null) return pageI18n()._(msg`An invitation needs an e-mail, and this user has none.`)
  return status === 'Inactive' ? pageI18n()._(msg`Activate the user first.`) : undefined
}
