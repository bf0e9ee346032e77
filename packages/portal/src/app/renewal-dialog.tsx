import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { RenewalReason } from '../api/renew-session.ts'
import { leaveToOther } from '../api/send-request.ts'
import { useSession } from '../api/session.ts'
import { Dialog } from '../components/dialogs/dialog.tsx'
import { wordsOfSessionEnd } from '../components/feedback/words-of-session-end.ts'
import { FormScope } from '../components/forms/unsaved-work.ts'
import SignInHere from '../pages/sign-in/sign-in-here.tsx'
import classes from './session-renewal.module.css'

/** After these, the page is that of somebody who is not here any more: it stays hidden until they are. */
const hidesPage = (reason: RenewalReason): boolean => ['signed-out', 'cookie-missing', 'somebody-else'].includes(reason)
/** Until these, the session goes on. */
const isEarly = (reason: RenewalReason): boolean => reason === 'not-recent' || reason === 'ends-soon'

interface RenewalDialogProps {
  isOpen: boolean
  reason: RenewalReason
  /** Each attempt begins a sign-in of its own. */
  attempt: number
  onCancel(): void
  onSignedIn(): Promise<void>
  onRestart(): void
}

/** The sign-in over the page, with the reason */
export default function RenewalDialog(props: RenewalDialogProps) {
  const { isOpen, reason, attempt, onCancel, onSignedIn, onRestart } = props
  const { t, i18n } = useLingui()
  const { user } = useSession()
  const isClosable = !hidesPage(reason)
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onCancel}
      title={t`Sign in again`}
      closeOnClickOutside={false}
      closeOnEscape={isClosable}
      withCloseButton={isClosable}
      returnFocus={false}
      // Above the dialog whose form is being sent
      zIndex={400}
      classNames={{ overlay: hidesPage(reason) ? classes.hidden : isEarly(reason) ? '' : classes.blurred }}
    >
      <FormScope value={undefined}>
        <Stack gap="md">
          <Text size="sm">
            {i18n._(wordsOfSessionEnd(reason))} <Trans>Sign in to go on. What you have entered here is kept.</Trans>
          </Text>
          <SignInHere key={attempt} email={user.email} onSignedIn={onSignedIn} onRestart={onRestart} />
          <Group gap="xs" justify="center">
            {isClosable && (
              <Button variant="subtle" size="compact-sm" onClick={onCancel}>
                <Trans>Cancel</Trans>
              </Button>
            )}
            {!isEarly(reason) && (
              <Button variant="subtle" size="compact-sm" onClick={() => leaveToOther(reason)}>
                {reason === 'somebody-else' ? (
                  <Trans>Discard and go on as the other user</Trans>
                ) : (
                  <Trans>Discard and sign in as somebody else</Trans>
                )}
              </Button>
            )}
          </Group>
        </Stack>
      </FormScope>
    </Dialog>
  )
}
