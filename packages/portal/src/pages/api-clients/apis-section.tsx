import { Button, Code, Group } from '@mantine/core'
import type { HeldApi } from '@portico/sdk'
import { IconApi } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ScopesDialog } from '../../components/api-scopes/scopes-dialog.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { PartIntro } from '../../components/page/page-parts.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { type ApiClientDetails, givenApiQuery, heldApisQuery, invalidateApiClients } from './queries.ts'

/** The registered APIs for which the client gets tokens, and with which scopes. */
export function ApisSection({ client }: { client: ApiClientDetails }) {
  const mayGive = useSession().may(permission.manageAuthentication)
  const state = useListState({ sort: 'name' })
  const query = useQuery(heldApisQuery(client.key, state))
  const [changed, setChanged] = useState<HeldApi>()
  const { data: api } = useQuery(givenApiQuery(changed?.key))
  const columns: Column<HeldApi>[] = [
    {
      header: 'API',
      width: '35%',
      render: ({ key, name, audience }) => (
        <NameCell name={name} to={`/registered-apis/${key}`} description={audience} />
      ),
    },
    {
      header: 'Scopes',
      render: ({ scopes }) => (
        <Group gap={4}>
          {scopes.map((scope) => (
            <Code key={scope}>{scope}</Code>
          ))}
        </Group>
      ),
    },
    {
      header: 'Status',
      width: 120,
      from: 'md',
      render: ({ isActive }) => <StatusBadge status={isActive ? 'Active' : 'Inactive'} />,
    },
    {
      header: 'Change',
      isHeaderHidden: true,
      width: 110,
      align: 'right',
      render: (held) =>
        mayGive && (
          <Button size="xs" variant="default" aria-label={`Change ${held.name}`} onClick={() => setChanged(held)}>
            Change
          </Button>
        ),
    },
  ]
  return (
    <>
      <PartIntro>
        APIs of your own for which it gets tokens, when it asks with their audience as resource. Others are given on the
        page of the API.
      </PartIntro>
      <List
        title="APIs"
        state={state}
        query={query}
        columns={columns}
        keyOf={({ key }) => key}
        empty={
          <EmptyState icon={IconApi} title="It may call no API of your own">
            Its tokens are for Portico’s own APIs. On the page of an API, add it as a caller.
          </EmptyState>
        }
      />
      <ScopesDialog
        api={api}
        holder={changed && { type: 'api-client', key: client.key, name: client.name, scopes: changed.scopes }}
        onClose={() => setChanged(undefined)}
        onSaved={() => invalidateApiClients()}
      />
    </>
  )
}
