import { useLingui } from '@lingui/react/macro'
import type { HeldApi, ScopeHolder } from '@portico/sdk'
import { IconApi } from '@tabler/icons-react'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import type { Column } from '../lists/data-table.tsx'
import { List, type ResultPage } from '../lists/list-page.tsx'
import { NameCell } from '../lists/name-cell.tsx'
import type { ListState } from '../lists/use-list-state.ts'
import { PartIntro } from '../page/page-parts.tsx'
import { StatusBadge } from '../values/status-badge.tsx'
import { givenApiQuery } from './queries.ts'
import { changeScopesColumn, scopesColumn } from './scope-columns.tsx'
import { ScopesDialog } from './scopes-dialog.tsx'

interface HeldApisProps {
  holder: Pick<ScopeHolder, 'type' | 'key' | 'name'>
  state: ListState
  query: UseQueryResult<ResultPage<HeldApi>>
  /** Below the heading */
  intro: string
  /** Where there is none */
  none: string
  onSaved(): Promise<unknown>
}

/** The registered APIs for which somebody gets tokens, and with which scopes. */
export function HeldApis({ holder, state, query, intro, none, onSaved }: HeldApisProps) {
  const { t } = useLingui()
  const mayGive = useSession().may(permission.manageAuthentication)
  const [changed, setChanged] = useState<HeldApi>()
  const { data: api } = useQuery(givenApiQuery(changed?.key))
  const columns: Column<HeldApi>[] = [
    {
      header: t`API`,
      width: '35%',
      render: ({ key, name, audience }) => (
        <NameCell name={name} to={`/registered-apis/${key}`} description={audience} />
      ),
    },
    scopesColumn(),
    {
      header: t`Status`,
      width: 120,
      from: 'md',
      render: ({ isActive }) => <StatusBadge status={isActive ? 'Active' : 'Inactive'} isOfThing />,
    },
    changeScopesColumn<HeldApi>(() => mayGive, setChanged),
  ]
  return (
    <>
      <PartIntro>{intro}</PartIntro>
      <List
        title={t`APIs`}
        state={state}
        query={query}
        columns={columns}
        keyOf={({ key }) => key}
        empty={
          <EmptyState icon={IconApi} title={t`No registered APIs`}>
            {none}
          </EmptyState>
        }
      />
      <ScopesDialog
        api={api}
        holder={changed && { ...holder, scopes: changed.scopes }}
        onClose={() => setChanged(undefined)}
        onSaved={onSaved}
      />
    </>
  )
}
