import { Trans, useLingui } from '@lingui/react/macro'
import { List, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { evictProvider, type Provider } from './queries.ts'

interface DeleteProviderDialogProps {
  provider: Provider
  isOpen: boolean
  onClose(): void
}

/** Deletes a provider. The server refuses while users or groups depend on it. */
export function DeleteProviderDialog({ provider, isOpen, onClose }: DeleteProviderDialogProps) {
  const { t } = useLingui()
  const { key } = provider
  const name = provider.name ?? key
  const navigate = useNavigate()
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t`Delete the identity provider?`}
      confirmLabel={t`Delete`}
      isDangerous
      typedName={name}
      onConfirm={async () => {
        await completed(managementApi.DELETE('/identity-providers/{key}', { params: { path: { key } } }))
        await navigate({ to: '/identity-providers' })
        evictProvider(key)
        notifyOfSuccess(t`${bidiIsolate(name)} deleted`)
      }}
    >
      <Text size="sm" mb={6}>
        <Trans>This cannot be undone.</Trans>
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>
          <Trans>Its settings and its secret are deleted, and nobody can sign in through it any more.</Trans>
        </List.Item>
        <List.Item>
          <Trans>
            An identity provider cannot be deleted while a user has a profile at it or a group maps its claims.
          </Trans>
        </List.Item>
      </List>
    </ConfirmDialog>
  )
}
