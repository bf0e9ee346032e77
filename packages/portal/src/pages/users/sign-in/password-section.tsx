import { Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { ConfirmDialog } from '../../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../../components/feedback/notify.ts'
import { GuardedButton } from '../../../components/forms/guarded-button.tsx'
import { Section } from '../../../components/page/section.tsx'
import { TimeAgo } from '../../../components/values/time-ago.tsx'
import { nameOf } from '../name-of.ts'
import { NoValue } from '../no-value.tsx'
import { invalidateUsers, providersQuery } from '../queries.ts'
import { PasswordAllowance } from './password-allowance.tsx'
import { sendPasswordReset } from './queries.ts'
import type { MethodSectionProps } from './section-props.ts'

/** Since when the user has their password. Nobody else sets or sees it. */
export function PasswordSection({ user, methods, reason }: MethodSectionProps) {
  const [isOpen, dialog] = useDisclosure()
  const providers = useQuery(providersQuery)
  const builtIn = providers.data?.find(({ isBuiltIn }) => isBuiltIn)
  const profiles = user._embedded?.userIdentityProviders
  if (builtIn && profiles && !profiles.some(({ identityProviderKey }) => identityProviderKey === builtIn.value)) {
    return <PasswordAllowance user={user} reason={reason} />
  }
  return (
    <Section
      title="Password"
      description="Only the user chooses and knows it."
      actions={
        <GuardedButton reason={reason} variant="default" onClick={dialog.open}>
          Send a link for a new password
        </GuardedButton>
      }
    >
      {methods.passwordChangedAt ? (
        <Text size="sm">
          Set <TimeAgo time={methods.passwordChangedAt} />
        </Text>
      ) : (
        <NoValue>The user has none.</NoValue>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onClose={dialog.close}
        title="Send a link for a new password?"
        confirmLabel="Send"
        onConfirm={async () => {
          await sendPasswordReset(user.key)
          await invalidateUsers()
          notifyOfSuccess(`${nameOf(user)} gets a link for a new password.`)
        }}
      >
        <bdi>{user.email ?? nameOf(user)}</bdi> gets a mail with a link to choose a new password, which works once and
        for 24 hours. Until then the former password works. When a new one is chosen, all sessions of the user end.
      </ConfirmDialog>
    </Section>
  )
}
