import { Trans } from '@lingui/react/macro'
import { SelectionActions } from '../../components/bulk/selection-actions.tsx'
import type { Selection } from '../../components/lists/use-selection.ts'
import { columnNames } from '../../components/values/column-names.ts'
import { DownloadButton } from '../../components/values/download-button.tsx'
import { saveCsv } from '../../components/values/save-csv.ts'
import { type ListedUser, matchingOf, type UsersState } from './queries.ts'
import { usersExportUrl } from './users-export-url.ts'

interface UsersSelectionProps {
  selection: Selection<ListedUser>
  state: UsersState
  total: number
}

/** What can be done with the users who are selected, or with all that match. */
export default function UsersSelection({ selection, state, total }: UsersSelectionProps) {
  const { items, isAll, clear } = selection
  return (
    <SelectionActions
      selected={isAll ? { matching: matchingOf(state) } : { userKeys: items.map(({ key }) => key) }}
      count={isAll ? total : items.length}
      onSent={clear}
    >
      <DownloadButton isSmall file={isAll ? { url: usersExportUrl(state), name: 'users.csv' } : () => saveUsers(items)}>
        <Trans>Export</Trans>
      </DownloadButton>
    </SelectionActions>
  )
}

/** The columns are those of the server's export. */
const saveUsers = (users: readonly ListedUser[]): void =>
  saveCsv('users.csv', [
    columnNames('users'),
    ...users.map(({ key, name, email, status, access, lastLoginAt }) => [
      key,
      name ?? '',
      email ?? '',
      status,
      String(access.hasOrganizationRoles),
      String(access.hasApplicationRoles),
      lastLoginAt ?? '',
    ]),
  ])
