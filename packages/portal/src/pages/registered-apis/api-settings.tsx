import { Trans, useLingui } from '@lingui/react/macro'
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
import { formatMinutes } from '../../components/values/format-number.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { evictRegisteredApi, invalidateRegisteredApis, type RegisteredApi } from './queries.ts'

export function ApiSettings({ api }: { api: RegisteredApi }) {
  const { t } = useLingui()
  const session = useSession()
  return (
    <Stack gap="md">
      <Panel
        title={t`Details`}
        description={t`To get a token, a program sends this audience as the resource to the token endpoint.`}
      >
        <FactList
          facts={[
            { name: t`Audience`, value: <Code>{api.audience}</Code>, copied: api.audience },
            { name: t`Token lifetime`, value: formatMinutes(api.accessTokenMinutes) },
            { name: t`Created`, value: <TimeAgo time={api.createdAt} /> },
            { name: t`Changed`, value: <TimeAgo time={api.updatedAt} /> },
          ]}
        />
      </Panel>
      <Panel
        title={t`Scopes`}
        description={t`What callers can be allowed to do with the API. A token contains the scopes granted to its caller.`}
      >
        <Table aria-label={t`Scopes`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>Scope</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>Description</Trans>
              </Table.Th>
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
  const { t } = useLingui()
  const [dialog, setDialog] = useState<'activity' | 'delete'>()
  const navigate = useNavigate()
  const path = { key }
  const close = (): void => setDialog(undefined)
  return (
    <Panel title={isActive ? t`Deactivate and delete` : t`Activate and delete`}>
      <Group justify="space-between" gap="md">
        <Text size="sm" flex="1 1 260px" maw={560}>
          {isActive
            ? t`While the API is inactive, no tokens are issued for it. You can activate it again at any time. Only an inactive API can be deleted.`
            : t`Once the API is active, callers get tokens for it again. If you delete it, it cannot be restored and every caller loses its scopes.`}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => setDialog('activity')}>
            {isActive ? t`Deactivate` : t`Activate`}
          </Button>
          <Button variant="outline" color="red" disabled={isActive} onClick={() => setDialog('delete')}>
            <Trans>Delete</Trans>
          </Button>
        </Group>
      </Group>
      <ConfirmDialog
        isOpen={dialog === 'activity'}
        onClose={close}
        title={isActive ? t`Deactivate the API?` : t`Activate the API?`}
        confirmLabel={isActive ? t`Deactivate` : t`Activate`}
        isDangerous={isActive}
        onConfirm={async () => {
          const body = { isActive: !isActive }
          await completed(managementApi.PATCH('/registered-apis/{key}', { params: { path }, body }))
          await invalidateRegisteredApis()
          notifyOfSuccess(isActive ? t`${name} deactivated` : t`${name} activated`)
        }}
      >
        {isActive ? (
          <Trans>
            No new tokens are issued for <bdi>{name}</bdi>. Tokens that were issued before keep working until they
            expire, unless the API checks more than their signature.
          </Trans>
        ) : (
          <Trans>
            Callers with scopes of <bdi>{name}</bdi> get tokens for it again.
          </Trans>
        )}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={dialog === 'delete'}
        onClose={close}
        title={t`Delete the API?`}
        confirmLabel={t`Delete`}
        isDangerous
        typedName={name}
        onConfirm={async () => {
          await completed(managementApi.DELETE('/registered-apis/{key}', { params: { path } }))
          await navigate({ to: '/registered-apis' })
          evictRegisteredApi(key)
          notifyOfSuccess(t`${name} deleted`)
        }}
      >
        <Trans>
          <bdi>{name}</bdi>, its scopes and their grants are deleted. This cannot be undone.
        </Trans>
      </ConfirmDialog>
    </Panel>
  )
}
