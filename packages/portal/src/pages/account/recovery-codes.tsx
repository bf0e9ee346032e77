import { Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { CopyButton } from '../../components/copy-button.tsx'
import classes from './account.module.css'

/** The way in without the phone: each code works once, and all are shown once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept(): void }) {
  const text = codes.join('\n')
  return (
    <Stack gap="md">
      <Text size="sm">
        The app is set up. Without your phone, one of these codes takes its place; each works once. They are shown this
        once: keep them where you keep your passwords.
      </Text>
      <ul className={classes.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="space-between">
        <Group gap="xs">
          <CopyButton value={text} what="codes" withLabel />
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => download(text)}>
            Download
          </Button>
        </Group>
        <Button onClick={onKept}>I have kept them</Button>
      </Group>
    </Stack>
  )
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: 'portico-recovery-codes.txt' })
  link.click()
  URL.revokeObjectURL(url)
}
