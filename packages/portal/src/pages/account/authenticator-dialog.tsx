import { Code, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { QrCode } from './qr-code.tsx'
import { authenticatorSecretQuery } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Sets up an authenticator app: scan, confirm with a code, store the recovery codes. */
export function AuthenticatorDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const [recoveryCodes, setRecoveryCodes] = useState<string[]>()
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      // Not earlier: the dialog would request another secret.
      onExitTransitionEnd={() => setRecoveryCodes(undefined)}
      title={recoveryCodes ? 'Keep your recovery codes' : 'Set up an authenticator app'}
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
      // The codes are shown once: a key or click by accident must not close the dialog.
      closeOnEscape={!recoveryCodes}
      closeOnClickOutside={!recoveryCodes}
      withCloseButton={!recoveryCodes}
    >
      {recoveryCodes ? (
        <RecoveryCodes codes={recoveryCodes} onKept={onClose} />
      ) : (
        <Scan onConfirmed={setRecoveryCodes} />
      )}
    </Modal>
  )
}

function Scan({ onConfirmed }: { onConfirmed(recoveryCodes: string[]): void }) {
  const { data, error } = useQuery(authenticatorSecretQuery)
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => (code.trim() === '' ? { code: 'Enter the code that the app shows.' } : {}),
    problemFields: { code_wrong: 'code' },
    async save({ code }) {
      const answer = await portalApi.post<{ recoveryCodes: string[] }>('/account/authenticator/confirmation', {
        code: code.replace(/\s/g, ''),
      })
      onConfirmed(answer.recoveryCodes)
    },
  })
  if (error) return <ErrorPanel error={error} />
  return (
    <FormFrame form={form} submitLabel="Turn it on">
      <Text size="sm">Scan this with an authenticator app, then enter the code of six digits that it shows.</Text>
      {data ? (
        <QrCode text={data.uri} label="QR code for the authenticator app" />
      ) : (
        <Skeleton h={212} w={212} mx="auto" />
      )}
      <Stack gap={2}>
        <Text size="sm" c="dimmed">
          Without a camera, enter this key by hand:
        </Text>
        <Group gap={4} mih={32}>
          {data && (
            <>
              <Code style={{ overflowWrap: 'anywhere' }}>{data.secret}</Code>
              <CopyButton value={data.secret} what="key" />
            </>
          )}
        </Group>
      </Stack>
      <TextInput
        label="Code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        data-autofocus
        {...form.text('code')}
      />
    </FormFrame>
  )
}
