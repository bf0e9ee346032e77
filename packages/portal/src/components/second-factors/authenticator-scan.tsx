import { Trans, useLingui } from '@lingui/react/macro'
import { Code, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { FormFrame } from '../forms/form-frame.tsx'
import { useForm } from '../forms/use-form.ts'
import { CopyButton } from '../values/copy-button.tsx'
import { QrCode } from './qr-code.tsx'

export interface AuthenticatorSecret {
  secret: string
  uri: string
}

interface AuthenticatorScanProps {
  /** Undefined while it is being asked for */
  secret: AuthenticatorSecret | undefined
  /** Why there is none */
  error: unknown
  /** Sends the code that the app shows. */
  confirm(code: string): Promise<void>
  isWide?: boolean
}

/** The secret of a new authenticator app, to be scanned, and the first code of the app, which confirms it. */
export function AuthenticatorScan({ secret, error, confirm, isWide = false }: AuthenticatorScanProps) {
  const { t } = useLingui()
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => (code.trim() === '' ? { code: t`Enter the code that the app shows.` } : {}),
    problemFields: { code_wrong: 'code' },
    save: ({ code }) => confirm(code.replace(/\s/g, '')),
  })
  if (error) return <ErrorPanel error={error} />
  return (
    <FormFrame form={form} submitLabel={t`Turn it on`} isWide={isWide}>
      <Text size="sm">
        <Trans>Scan this with an authenticator app, then enter the code of six digits that it shows.</Trans>
      </Text>
      {secret ? (
        <QrCode text={secret.uri} label={t`QR code for the authenticator app`} />
      ) : (
        <Skeleton h={212} w={212} mx="auto" />
      )}
      <Stack gap={2}>
        <Text size="sm" c="dimmed">
          <Trans>Without a camera, enter this key by hand:</Trans>
        </Text>
        <Group gap={4} mih={32}>
          {secret && (
            <>
              <Code style={{ overflowWrap: 'anywhere' }}>{secret.secret}</Code>
              <CopyButton value={secret.secret} what={t`key`} />
            </>
          )}
        </Group>
      </Stack>
      <TextInput
        label={t`Code`}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        data-autofocus
        {...form.text('code')}
      />
    </FormFrame>
  )
}
