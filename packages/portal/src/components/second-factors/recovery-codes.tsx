import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { LeaveGuard } from '../forms/leave-guard.tsx'
import { CopyButton } from '../values/copy-button.tsx'
import { DownloadButton } from '../values/download-button.tsx'
import { saveText } from '../values/save-text.ts'
import classes from './second-factors.module.css'

/** The recovery codes. They are shown once, and each works once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept(): void }) {
  const { t } = useLingui()
  const text = useRef<HTMLParagraphElement>(null)
  useEffect(() => text.current?.focus(), [])
  const lines = codes.join('\n')
  return (
    <Stack gap="md">
      {/* The element that had the focus is gone: the focus moves here. */}
      <Text size="sm" ref={text} tabIndex={-1} style={{ outline: 'none' }}>
        <Trans>
          The app is set up. Without your phone, one of these codes takes its place; each works once. They are shown
          this once: keep them where you keep your passwords.
        </Trans>
      </Text>
      <ul className={classes.codes} aria-label={t`Recovery codes`}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs" grow>
        <CopyButton value={lines} what={t`codes`} withLabel />
        <DownloadButton file={() => saveText('portico-recovery-codes.txt', `${lines}\n`)}>
          <Trans>Download</Trans>
        </DownloadButton>
      </Group>
      <Button onClick={onKept}>
        <Trans>I have stored them</Trans>
      </Button>
      <LeaveGuard isActive title={t`Leave without the recovery codes?`} leaveLabel={t`Leave`}>
        <Trans>They cannot be shown again. Without them, and without your phone, only a passkey signs you in.</Trans>
      </LeaveGuard>
    </Stack>
  )
}
