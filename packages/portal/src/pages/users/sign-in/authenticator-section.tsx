import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ConfirmDialog } from '../../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../../components/feedback/notify.ts'
import { GuardedButton } from '../../../components/forms/guarded-button.tsx'
import { Section } from '../../../components/page/section.tsx'
import { TimeAgo } from '../../../components/values/time-ago.tsx'
import { NoValue } from '../no-value.tsx'
import { invalidateUsers } from '../queries.ts'
import { removeAuthenticator } from './queries.ts'
import type { MethodSectionProps } from './section-props.ts'
import { ToldByMail } from './told-by-mail.tsx'

/** Whether the user has an authenticator app, which is removed here when the phone is lost. */
export function AuthenticatorSection({ user, methods, reason }: MethodSectionProps) {
  const { t } = useLingui()
  const [isOpen, dialog] = useDisclosure()
  const { authenticatorAddedAt } = methods
  return (
    <Section
      title={t`Authenticator app`}
      description={t`Remove it when the user has lost the phone and the recovery codes.`}
      actions={
        authenticatorAddedAt && (
          <GuardedButton reason={reason} variant="default" onClick={dialog.open}>
            <Trans>Remove the app</Trans>
          </GuardedButton>
        )
      }
    >
      {authenticatorAddedAt ? (
        <Text size="sm">
          <Trans>
            Set up <TimeAgo time={authenticatorAddedAt} />
          </Trans>
        </Text>
      ) : (
        <NoValue>
          <Trans>No authenticator app</Trans>
        </NoValue>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onClose={dialog.close}
        title={t`Remove the authenticator app?`}
        confirmLabel={t`Remove`}
        isDangerous
        onConfirm={async () => {
          await removeAuthenticator(user.key)
          await invalidateUsers()
          notifyOfSuccess(t`The authenticator app was removed.`)
        }}
      >
        <Trans>
          No code is asked for after the password any more, and the recovery codes stop working. Where the sign-in
          settings require a second factor, the user adds one at the next sign-in. All sessions of the user end, and
          whatever else they have begun.
        </Trans>{' '}
        <ToldByMail user={user} />
      </ConfirmDialog>
    </Section>
  )
}
