import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { checkPassword, NewPasswordField } from '../../components/forms/new-password-field.tsx'
import { PasswordField } from '../../components/forms/password-field.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { invalidateAccount, ownPasskeysQuery, passwordQuery } from './queries.ts'

/** The password: set, changed, or replaced by a passkey. */
export function PasswordSection() {
  const { t } = useLingui()
  const { data: state, error, refetch } = useQuery(passwordQuery)
  const { data: passkeys } = useQuery(ownPasskeysQuery)
  const [dialog, setDialog] = useState<'change' | 'remove'>()
  const close = (): void => setDialog(undefined)
  const { user } = useSession()
  const isNameless = state?.isSet === false && user.email === null
  const explanation = isNameless
    ? t`A password needs an e-mail as the username, and you have none. Somebody who manages users can enter it.`
    : state?.isAllowed === false
      ? t`In your organization you sign in with a passkey alone.`
      : undefined
  const none = state?.isSet === false ? t`You have none, and sign in without it.` : undefined
  const text = explanation ?? none
  const content = error ? (
    <ErrorPanel error={error} onRetry={() => refetch()} />
  ) : state ? (
    text && (
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    )
  ) : (
    <Skeleton h={22} w={260} aria-label={t`Loading`} role="status" />
  )
  const title = state?.isSet === false ? t`Set a password` : t`Change the password`
  return (
    <>
      <Section
        title={t`Password`}
        description={t`Changing it ends your sessions everywhere else. A passkey can replace it.`}
        actions={
          <>
            {state?.isSet && passkeys && passkeys.length > 0 && (
              <Button variant="default" onClick={() => setDialog('remove')}>
                <Trans>Remove the password</Trans>
              </Button>
            )}
            {state?.isAllowed && !isNameless && (
              <Button variant="default" onClick={() => setDialog('change')}>
                {title}
              </Button>
            )}
          </>
        }
      >
        {content}
      </Section>
      <FormDialog isOpen={dialog === 'change'} onClose={close} title={title}>
        <PasswordForm isSet={state?.isSet ?? true} submitLabel={title} onDone={close} />
      </FormDialog>
      <ConfirmDialog
        isOpen={dialog === 'remove'}
        onClose={close}
        title={t`Remove the password?`}
        confirmLabel={t`Remove`}
        isDangerous
        onConfirm={async () => {
          await portalApi.delete('/account/password')
          await invalidateAccount()
          notifyOfSuccess(t`Your password was removed. You sign in with your passkey.`)
        }}
      >
        <Trans>
          From then on you sign in with a passkey alone, and your sessions everywhere else end. If you lose your
          passkeys, you can ask for a new password by e-mail, where your organization allows it.
        </Trans>
      </ConfirmDialog>
    </>
  )
}

function PasswordForm({ isSet, submitLabel, onDone }: { isSet: boolean; submitLabel: string; onDone(): void }) {
  const { t } = useLingui()
  const { user } = useSession()
  const form = useForm({
    initial: { currentPassword: '', newPassword: '' },
    check: ({ currentPassword, newPassword }) => ({
      currentPassword: isSet && currentPassword === '' ? t`Enter your current password.` : undefined,
      newPassword: checkPassword(newPassword),
    }),
    problemFields: { password_refused: 'newPassword', password_wrong: 'currentPassword' },
    async save({ currentPassword, newPassword }) {
      if (isSet) await portalApi.post('/account/password', { currentPassword, newPassword })
      else await portalApi.put('/account/password', { newPassword })
      await invalidateAccount()
      notifyOfSuccess(isSet ? t`Your password was changed.` : t`Your password was set.`)
      onDone()
    },
  })
  return (
    <FormFrame form={form} submitLabel={submitLabel} onCancel={onDone}>
      {isSet && (
        <PasswordField
          label={t`Current password`}
          name="current-password"
          autoComplete="current-password"
          data-autofocus
          {...form.text('currentPassword')}
        />
      )}
      <NewPasswordField
        label={t`New password`}
        name="new-password"
        username={user.email ?? ''}
        {...form.text('newPassword')}
      />
    </FormFrame>
  )
}
