import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { identityProvidersQuery } from '../../../api/queries.ts'
import { ConfirmDialog } from '../../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../../components/feedback/notify.ts'
import { GuardedButton } from '../../../components/forms/guarded-button.tsx'
import { Section } from '../../../components/page/section.tsx'
import { TimeAgo } from '../../../components/values/time-ago.tsx'
import { nameOf } from '../name-of.ts'
import { NoValue } from '../no-value.tsx'
import { invalidateUsers } from '../queries.ts'
import { PasswordAllowance } from './password-allowance.tsx'
import { sendPasswordReset } from './queries.ts'
import type { MethodSectionProps } from './section-props.ts'

/** Since when the user has their password. Nobody else sets or sees it. */
export function PasswordSection({ user, methods, reason }: MethodSectionProps) {
  const { t } = useLingui()
  const [isOpen, dialog] = useDisclosure()
  const person = nameOf(user)
  const address = user.email ?? person
  const providers = useQuery(identityProvidersQuery)
  const builtIn = providers.data?.find(({ type }) => type === 'Cognito')
  const profiles = user._embedded?.userIdentityProviders
  if (builtIn && profiles && !profiles.some(({ identityProviderKey }) => identityProviderKey === builtIn.key)) {
    return <PasswordAllowance user={user} reason={reason} />
  }
  return (
    <Section
      title={t`Password`}
      description={t`Only the user chooses and knows it.`}
      actions={
        <GuardedButton reason={reason} variant="default" onClick={dialog.open}>
          <Trans>Send a password reset</Trans>
        </GuardedButton>
      }
    >
      {methods.passwordChangedAt ? (
        <Text size="sm">
          <Trans>
            Set <TimeAgo time={methods.passwordChangedAt} />
          </Trans>
        </Text>
      ) : (
        <NoValue>
          <Trans>No password</Trans>
        </NoValue>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onClose={dialog.close}
        title={t`Send a password reset?`}
        confirmLabel={t`Send`}
        onConfirm={async () => {
          await sendPasswordReset(user.key)
          await invalidateUsers()
          notifyOfSuccess(t`${person} gets a link for a new password.`)
        }}
      >
        <Trans>
          <bdi>{address}</bdi> gets an e-mail with a link to choose a new password, which works once and for 24 hours.
          Until then the former password works. When a new one is chosen, all sessions of the user end.
        </Trans>
      </ConfirmDialog>
    </Section>
  )
}
