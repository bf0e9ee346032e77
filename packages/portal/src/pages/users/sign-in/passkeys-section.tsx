import { Trans, useLingui } from '@lingui/react/macro'
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
  const { t } = useLingui()
  const [removing, setRemoving] = useState<UserPasskey>()
  const passkeyName = removing?.name ?? ''
  const person = nameOf(user)
  const removeLabel = (name: string): string => t`Remove ${name}`
  return (
    <Section title={t`Passkeys`} description={t`Remove one when its device is lost or stolen.`}>
      {methods.passkeys.length === 0 ? (
        <NoValue>
          <Trans>No passkeys</Trans>
        </NoValue>
      ) : (
        <PasskeyList
          passkeys={methods.passkeys}
          actions={(passkey) => (
            <GuardedButton
              reason={reason}
              size="compact-sm"
              variant="default"
              aria-label={removeLabel(passkey.name)}
              onClick={() => setRemoving(passkey)}
            >
              <Trans>Remove</Trans>
            </GuardedButton>
          )}
        />
      )}
      <ConfirmDialog
        isOpen={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t`Remove the passkey?`}
        confirmLabel={t`Remove`}
        isDangerous
        onConfirm={async () => {
          await removePasskey(user.key, removing?.key ?? '')
          await invalidateUsers()
          notifyOfSuccess(t`The passkey was removed.`)
        }}
      >
        <Trans>
          “<bdi>{passkeyName}</bdi>” will not sign <bdi>{person}</bdi> in any more. All sessions of the user end, and
          whatever else they have begun.
        </Trans>{' '}
        <ToldByMail user={user} />
      </ConfirmDialog>
    </Section>
  )
}
