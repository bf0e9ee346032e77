import { Trans, useLingui } from '@lingui/react/macro'
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
  const { t } = useLingui()
  const [isOpen, dialog] = useDisclosure()
  const person = nameOf(user)
  const { email } = user
  const nameless = email === null ? t`A password needs an e-mail as the username, and this user has none.` : undefined
  return (
    <Section
      title={t`Password`}
      description={t`Only the user chooses and knows it.`}
      actions={
        <GuardedButton reason={reason ?? nameless} variant="default" onClick={dialog.open}>
          <Trans>Allow a password</Trans>
        </GuardedButton>
      }
    >
      <NoValue>
        <Trans>The user has no profile at the built-in identity provider, and so can have no password.</Trans>
      </NoValue>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={dialog.close}
        title={t`Allow a password?`}
        confirmLabel={t`Allow`}
        onConfirm={async () => {
          await addBuiltInProfile(user.key)
          await invalidateUsers()
          notifyOfSuccess(t`${person} can choose a password now.`)
        }}
      >
        <Trans>
          <bdi>{person}</bdi> gets a profile at the built-in identity provider with the username <bdi>{email}</bdi>, and
          chooses a password with “Forgotten your password?” on the sign-in page.
        </Trans>{' '}
        <ToldByMail user={user} />
      </ConfirmDialog>
    </Section>
  )
}
