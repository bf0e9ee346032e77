import { Button, Code, Group, Stack, Table, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Panel } from '../../components/page/panel.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatCount } from '../../components/values/format-count.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { evictRegisteredApi, invalidateRegisteredApis, type RegisteredApi } from './queries.ts'

export function ApiSettings({ api }: { api: RegisteredApi }) {
  const session = useSession()
  return (
    <Stack gap="md">
      <Panel
        title="About"
        description="A program asks for a token with this audience as resource, at the token endpoint."
      >
        <FactList
          facts={[
            { name: 'Audience', value: <Code>{api.audience}</Code>, copied: api.audience },
            { name: 'Tokens are valid for', value: formatCount(api.accessTokenMinutes, 'minute') },
            { name: 'Created', value: <TimeAgo time={api.createdAt} /> },
            { name: 'Changed', value: <TimeAgo time={api.updatedAt} /> },
          ]}
        />
      </Panel>
      <Panel
        title="Scopes"
        description="What callers may be allowed to do there. Tokens name those that the caller has."
      >
        <Table aria-label="Scopes">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Scope</Table.Th>
              <Table.Th>What it allows</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {api.scopes.map(({ name, description }) => (
              <Table.Tr key={name}>
                <Table.Td>
                  <Code>{name}</Code>
                </Table.Td>
                <Table.Td>
                  <bdi>{description}</bdi>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      {session.may(permission.manageAuthentication) && <Life api={api} />}
    </Stack>
  )
}

/** Deactivate, activate and delete */
function Life({ api: { key, name, isActive } }: { api: RegisteredApi }) {
  const [dialog, setDialog] = useState<'activity' | 'delete'>()
  const navigate = useNavigate()
  const path = { key }
  const close = (): void => setDialog(undefined)
  return (
    <Panel title={isActive ? 'Deactivate and delete' : 'Activate and delete'}>
      <Group justify="space-between" gap="md">
        <Text size="sm" flex="1 1 260px" maw={560}>
          {isActive
            ? 'Inactive, nobody gets tokens for it. You can activate it at any time. Only an inactive API can be deleted.'
            : 'Active, callers get tokens for it again. Deleted, it is gone for good, and its scopes are taken from everybody.'}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => setDialog('activity')}>
            {isActive ? 'Deactivate' : 'Activate'}
          </Button>
          <Button variant="outline" color="red" disabled={isActive} onClick={() => setDialog('delete')}>
            Delete
          </Button>
        </Group>
      </Group>
      <ConfirmDialog
        isOpen={dialog === 'activity'}
        onClose={close}
        title={isActive ? 'Deactivate the API?' : 'Activate the API?'}
        confirmLabel={isActive ? 'Deactivate' : 'Activate'}
        isDangerous={isActive}
        onConfirm={async () => {
          const body = { isActive: !isActive }
          await completed(managementApi.PATCH('/registered-apis/{key}', { params: { path }, body }))
          await invalidateRegisteredApis()
          notifyOfSuccess(`${name} is ${isActive ? 'inactive' : 'active'}`)
        }}
      >
        {isActive ? (
          <>
            Nobody gets new tokens for <bdi>{name}</bdi>. Tokens that were issued go on working where the API checks
            nothing but their signature, until they expire.
          </>
        ) : (
          <>
            Whoever has scopes of <bdi>{name}</bdi> gets tokens for it again.
          </>
        )}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={dialog === 'delete'}
        onClose={close}
        title="Delete the API?"
        confirmLabel="Delete"
        isDangerous
        typedName={name}
        onConfirm={async () => {
          await completed(managementApi.DELETE('/registered-apis/{key}', { params: { path } }))
          await navigate({ to: '/registered-apis' })
          evictRegisteredApi(key)
          notifyOfSuccess(`${name} is deleted`)
        }}
      >
        <bdi>{name}</bdi> and its scopes are gone for good, and so is who has them. This cannot be undone.
      </ConfirmDialog>
    </Panel>
  )
}
