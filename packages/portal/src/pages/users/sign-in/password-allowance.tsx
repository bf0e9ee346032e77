import { useDisclosure } from '@mantine/hooks'
import { ConfirmDialog } from '../../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../../components/feedback/notify.ts'
import { GuardedButton } from '../../../components/forms/guarded-button.tsx'
import { Section } from '../../../components/page/section.tsx'
import { nameOf } from '../name-of.ts'
import { NoValue } from '../no-value.tsx'
import { invalidateUsers } from '../queries.ts'
import { addBuiltInProfile } from './queries.ts'
import type { SectionProps } from './section-props.ts'
import { ToldByMail } from './told-by-mail.tsx'

/** For a user without a profile at the identity provider that keeps passwords, who can be given one. */
export function PasswordAllowance({ user, reason }: SectionProps) {
  const [isOpen, dialog] = useDisclosure()
  const nameless =
    user.email === null ? 'A password needs an e-mail as the username, and this user has none.' : undefined
  return (
    <Section
      title="Password"
      description="Only the user chooses and knows it."
      actions={
        <GuardedButton reason={reason ?? nameless} variant="default" onClick={dialog.open}>
          Allow a password
        </GuardedButton>
      }
    >
      <NoValue>The user has no profile at the built-in identity provider, and so can have no password.</NoValue>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={dialog.close}
        title="Allow a password?"
        confirmLabel="Allow"
        onConfirm={async () => {
          await addBuiltInProfile(user.key)
          await invalidateUsers()
          notifyOfSuccess(`${nameOf(user)} can choose a password now.`)
        }}
      >
        <bdi>{nameOf(user)}</bdi> gets a profile at the built-in identity provider with the username{' '}
        <bdi>{user.email}</bdi>, and chooses a password by “Forgotten password”. <ToldByMail user={user} />
      </ConfirmDialog>
    </Section>
  )
}
