import { Trans, useLingui } from '@lingui/react/macro'
import { Box, Button, Skeleton, Stack } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { Activity, useActivityPart } from '../../components/activity/activity.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { RawWords } from '../../components/feedback/raw-words.tsx'
import { LifeStep } from '../../components/page/life-step.tsx'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PageParts, usePagePart } from '../../components/page/page-parts.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { BuiltInBadge } from '../../components/values/built-in-badge.tsx'
import { providerName } from '../../components/values/provider-name.ts'
import { BuiltInProvider } from './built-in-provider.tsx'
import { DeleteProviderDialog } from './delete-provider-dialog.tsx'
import { ProviderConnection } from './provider-connection.tsx'
import { isBuiltIn } from './provider-labels.ts'
import { ProviderMappings } from './provider-mappings.tsx'
import { ProviderSettings } from './provider-settings.tsx'
import { ProviderTrust } from './provider-trust.tsx'
import { ProviderUse } from './provider-use.tsx'
import { connectionTestQuery, providerQuery } from './queries.ts'
import { SamlCertificates } from './saml-certificates.tsx'
import { SamlKeys } from './saml-keys.tsx'
import { wordsOfFault } from './words-of-connection.ts'

/** One identity provider: settings, assignments and group mappings. */
export default function ProviderPage() {
  const { t, i18n } = useLingui()
  const { key } = useParams({ from: '/shell/identity-providers/$key' })
  const session = useSession()
  const { data: provider, error, refetch } = useQuery(providerQuery(key))
  const [isDeleting, setDeleting] = useState(false)
  const tried = useQuery(connectionTestQuery(key))
  const failed = tried.data?.steps.find(({ outcome }) => outcome === 'failed')
  const isExternal = provider !== undefined && !isBuiltIn(provider)
  const mayManage = session.may(permission.manageAuthentication)
  const parts = [
    { name: 'settings', label: t`Settings` },
    ...(mayManage
      ? [
          { name: 'use', label: t`Access` },
          { name: 'trust', label: t`Trust` },
        ]
      : []),
    ...(session.may(permission.manageEndUserGroups) ? [{ name: 'mappings', label: t`Group mappings` }] : []),
    ...useActivityPart(),
  ]
  const part = usePagePart(parts)
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={provider && providerName(provider)}
        trail={[{ label: t`Identity providers`, to: '/identity-providers' }]}
        aside={provider && isBuiltIn(provider) && <BuiltInBadge of="provider" size="lg" />}
        actions={
          isExternal &&
          mayManage && (
            <Button
              component={Link}
              to={`/identity-providers/${key}/edit`}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              <Trans>Edit</Trans>
            </Button>
          )
        }
      />
      {!provider && <Skeleton h={480} aria-busy />}
      {provider && !isExternal && <BuiltInProvider />}
      {provider && isExternal && (
        <>
          <PageParts parts={parts} current={part} />
          {failed && part !== 'settings' && (
            <Box mb="md">
              <Notice tone="warning" title={t`The connection to the provider fails`} role="status">
                {i18n._(wordsOfFault[failed.reason ?? 'refused'].advice)}
                <RawWords>{failed.detail}</RawWords>
              </Notice>
            </Box>
          )}
          {part === 'settings' && (
            <Stack gap="md">
              {mayManage && <ProviderConnection provider={provider} />}
              {mayManage && provider.type === 'SAML' && <SamlCertificates providerKey={key} />}
              {mayManage && provider.type === 'SAML' && <SamlKeys />}
              <ProviderSettings provider={provider} />
              {mayManage && (
                <Panel title={t`Delete`}>
                  <LifeStep
                    text={t`Nobody can sign in through this provider any more. This cannot be undone.`}
                    button={
                      <Button variant="outline" color="red" onClick={() => setDeleting(true)}>
                        <Trans>Delete</Trans>
                      </Button>
                    }
                  >
                    <DeleteProviderDialog provider={provider} isOpen={isDeleting} onClose={() => setDeleting(false)} />
                  </LifeStep>
                </Panel>
              )}
            </Stack>
          )}
          {part === 'use' && <ProviderUse provider={provider} />}
          {part === 'trust' && <ProviderTrust provider={provider} />}
          {part === 'mappings' && <ProviderMappings provider={provider} />}
          {part === 'activity' && <Activity filter={{ entityKey: provider.key }} />}
        </>
      )}
    </>
  )
}
