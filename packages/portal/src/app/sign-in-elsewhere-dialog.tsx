import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { signInAddressTo } from '../api/return-path.ts'
import { provideSignInElsewhere, signedInChannel, signedInPath } from '../api/sign-in-elsewhere.ts'

const windowName = 'portico-sign-in'

/** Asks the user to sign in again in another window, and waits until they have. */
export default function SignInElsewhereDialog() {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const answer = useRef<(hasSignedIn: boolean) => void>(() => {})
  const finish = (hasSignedIn: boolean): void => {
    setOpen(false)
    answer.current(hasSignedIn)
  }
  useEffect(
    () =>
      provideSignInElsewhere(() => {
        setOpen(true)
        return new Promise((resolve) => {
          answer.current = resolve
        })
      }),
    [],
  )
  useEffect(() => {
    const channel = new BroadcastChannel(signedInChannel)
    channel.onmessage = () => {
      setOpen(false)
      answer.current(true)
    }
    return () => channel.close()
  }, [])
  return (
    <Modal
      opened={isOpen}
      onClose={() => finish(false)}
      title={t`Sign in again`}
      closeButtonProps={{ 'aria-label': t`Close` }}
      closeOnClickOutside={false}
      centered
      // Above the dialog whose form is being sent
      zIndex={400}
    >
      <Stack gap="md">
        <Text size="sm">
          <Trans>
            To go on, sign in again: nobody else is meant to do this in a browser that you left open. A window opens for
            it. What you have typed here stays, and is sent afterwards.
          </Trans>
        </Text>
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={() => finish(false)}>
            <Trans>Cancel</Trans>
          </Button>
          <Button data-autofocus onClick={openWindow}>
            <Trans>Sign in</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function openWindow(): void {
  window.open(signInAddressTo(signedInPath), windowName, 'popup,width=520,height=780')
}
