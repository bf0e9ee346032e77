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
  const { key } = provider
  const name = provider.name ?? key
  const navigate = useNavigate()
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete the identity provider?"
      confirmLabel="Delete"
      isDangerous
      typedName={name}
      onConfirm={async () => {
        await completed(managementApi.DELETE('/identity-providers/{key}', { params: { path: { key } } }))
        await navigate({ to: '/identity-providers' })
        evictProvider(key)
        notifyOfSuccess(`${bidiIsolate(name)} is deleted`)
      }}
    >
      <Text size="sm" mb={6}>
        This cannot be undone.
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>Its settings and its stored secret are gone, and nobody can sign in through it any more.</List.Item>
        <List.Item>
          It is refused while a user has a profile at it or a group maps its claims, so that nobody is locked out.
        </List.Item>
      </List>
    </ConfirmDialog>
  )
}
