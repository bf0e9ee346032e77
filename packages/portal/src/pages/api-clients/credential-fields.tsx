import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { CopyButton } from '../../components/copy-button.tsx'
import { Panel } from '../../components/panel.tsx'
import { type Discovery, discoveryUrl } from './api-client-queries.ts'
import { CopyField } from './copy-field.tsx'
import type { CredentialsInHand } from './credentials-in-hand.ts'
import { environmentFile, environmentFileName } from './snippet-texts.ts'

interface CredentialFieldsProps {
  credentials: CredentialsInHand
  discovery: Discovery
}

export function CredentialFields({ credentials, discovery }: CredentialFieldsProps) {
  const { clientId, clientSecret, name } = credentials
  const values = { discovery, clientId, clientSecret, name }
  return (
    <Panel
      title="Client ID and secret"
      actions={
        <Group gap="xs">
          <CopyButton value={environmentFile(values)} what="as .env" withLabel />
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => download(environmentFileName(name), environmentFile(values))}
          >
            Download .env
          </Button>
        </Group>
      }
    >
      <CopyField label="Client ID" value={clientId} what="client ID" />
      <CopyField label="Client secret" value={clientSecret} what="client secret" />
      <CopyField label="Discovery URL" value={discoveryUrl(discovery)} what="discovery URL" />
      <CopyField label="Token endpoint" value={discovery.token_endpoint} what="token endpoint" />
    </Panel>
  )
}

function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
