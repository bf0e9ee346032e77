import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Skeleton } from '@mantine/core'
import { type Discovery, discoveryUrl } from '../../api/discovery.ts'
import type { NewSecret } from '../../components/client-secrets/new-secret.ts'
import { Panel } from '../../components/page/panel.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { CopyField } from '../../components/values/copy-field.tsx'
import { DownloadButton } from '../../components/values/download-button.tsx'
import { saveText } from '../../components/values/save-text.ts'
import { environmentFile, environmentFileName } from './environment-file.ts'

interface CredentialFieldsProps {
  credentials: NewSecret
  /** Undefined while it loads. The credentials are shown at once. */
  discovery: Discovery | undefined
}

export function CredentialFields({ credentials, discovery }: CredentialFieldsProps) {
  const { t } = useLingui()
  const { clientId, clientSecret } = credentials
  return (
    <Panel
      title={t`Client ID and secret`}
      actions={
        discovery ? (
          <FileButtons credentials={credentials} discovery={discovery} />
        ) : (
          <Skeleton h={36} w={300} maw="100%" />
        )
      }
    >
      <CopyField label={t`Client ID`} value={clientId} what={t`client ID`} />
      <CopyField label={t`Client secret`} value={clientSecret} what={t`client secret`} />
      {discovery ? (
        <>
          <CopyField label={t`Discovery URL`} value={discoveryUrl(discovery)} what={t`discovery URL`} />
          <CopyField label={t`Token endpoint`} value={discovery.token_endpoint} what={t`token endpoint`} />
        </>
      ) : (
        <>
          <Skeleton h={66} />
          <Skeleton h={66} />
        </>
      )}
    </Panel>
  )
}

/** All values as a file, for programs that read their settings from one. */
function FileButtons({ credentials, discovery }: { credentials: NewSecret; discovery: Discovery }) {
  const { t } = useLingui()
  const { clientId, clientSecret, name } = credentials
  const file = environmentFile({ discovery, clientId, clientSecret, name })
  return (
    <Group gap="xs">
      <CopyButton value={file} what={t`as .env`} withLabel />
      <DownloadButton file={() => saveText(environmentFileName(name), file)}>
        <Trans>Download .env</Trans>
      </DownloadButton>
    </Group>
  )
}
