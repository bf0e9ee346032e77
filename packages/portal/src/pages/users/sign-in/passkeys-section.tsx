import { useState } from 'react'
import { ConfirmDialog } from '../../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../../components/feedback/notify.ts'
import { GuardedButton } from '../../../components/forms/guarded-button.tsx'
import { Section } from '../../../components/page/section.tsx'
import { PasskeyList } from '../../../components/sign-in/passkey-list.tsx'
import { nameOf } from '../name-of.ts'
import { NoValue } from '../no-value.tsx'
import { invalidateUsers } from '../queries.ts'
import { removePasskey, type UserPasskey } from './queries.ts'
import type { MethodSectionProps } from './section-props.ts'
import { ToldByMail } from './told-by-mail.tsx'

/** The passkeys of the user. One that is lost or stolen is removed here. */
export function PasskeysSection({ user, methods, reason }: MethodSectionProps) {
  const [removing, setRemoving] = useState<UserPasskey>()
  return (
    <Section title="Passkeys" description="Remove one when its device is lost or stolen.">
      {methods.passkeys.length === 0 ? (
        <NoValue>The user has none.</NoValue>
      ) : (
        <PasskeyList
          passkeys={methods.passkeys}
          actions={(passkey) => (
            <GuardedButton
              reason={reason}
              size="compact-sm"
              variant="default"
              aria-label={`Remove ${passkey.name}`}
              onClick={() => setRemoving(passkey)}
            >
              Remove
            </GuardedButton>
          )}
        />
      )}
      <ConfirmDialog
        isOpen={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title="Remove the passkey?"
        confirmLabel="Remove"
        isDangerous
        onConfirm={async () => {
          await removePasskey(user.key, removing?.key ?? '')
          await invalidateUsers()
          notifyOfSuccess('The passkey was removed.')
        }}
      >
        “<bdi>{removing?.name}</bdi>” will not sign <bdi>{nameOf(user)}</bdi> in any more. All sessions of the user end,
        and whatever else they have begun. <ToldByMail user={user} />
      </ConfirmDialog>
    </Section>
  )
}
