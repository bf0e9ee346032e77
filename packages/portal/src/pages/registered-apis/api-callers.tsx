import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { changeScopesColumn, scopesColumn } from '../../components/api-scopes/scope-columns.tsx'
import { ScopesDialog } from '../../components/api-scopes/scopes-dialog.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { PartIntro } from '../../components/page/page-parts.tsx'
import { AddCallerDialog } from './add-caller-dialog.tsx'
import { holdersQuery, invalidateRegisteredApis, type RegisteredApi, type ScopeHolder } from './queries.ts'

/** Who has which scopes of the API. */
export function ApiCallers({ api }: { api: RegisteredApi }) {
  const { t } = useLingui()
  const session = useSession()
  const state = useListState({ sort: 'name' })
  const query = useQuery(holdersQuery(api.key, state))
  const [isAdding, setAdding] = useState(false)
  const [changed, setChanged] = useState<ScopeHolder>()
  const mayManage = session.may(permission.manageAuthentication)
  const managesClients = session.may(permission.manageApiClients)
  const add = mayManage && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      <Trans>Add caller</Trans>
    </Button>
  )
  const isEmpty = query.data?.results.length === 0
  const columns: Column<ScopeHolder>[] = [
    {
      header: t`Name`,
      width: '35%',
      render: ({ type, key, name }) => (
        <NameCell
          name={name}
          description={type === 'api-client' ? t`API client` : t`Sign-in application`}
          {...(type === 'api-client' && managesClients && { to: `/api-clients/${key}` })}
        />
      ),
    },
    scopesColumn(),
    changeScopesColumn<ScopeHolder>(({ type }) => mayManage && (type !== 'api-client' || managesClients), setChanged),
  ]
  return (
    <>
      <PartIntro actions={isEmpty ? null : add}>
        <Trans>
          A caller gets tokens with the scopes granted to it, and may ask for fewer. Changes apply from the next token
          on.
        </Trans>
      </PartIntro>
      <List
        title={t`Callers`}
        state={state}
        query={query}
        columns={columns}
        keyOf={({ key }) => key}
        empty={
          <EmptyState icon={IconKey} title={t`No callers yet`} action={add}>
            <Trans>Grant API clients and sign-in applications the scopes they need.</Trans>
          </EmptyState>
        }
      />
      <AddCallerDialog api={api} isOpen={isAdding} onClose={() => setAdding(false)} />
      <ScopesDialog
        api={api}
        holder={changed}
        onClose={() => setChanged(undefined)}
        onSaved={() => invalidateRegisteredApis()}
      />
    </>
  )
}
