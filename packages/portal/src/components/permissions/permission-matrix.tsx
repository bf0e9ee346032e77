import { Box, Group, Paper, Skeleton, Switch, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { givenBy, type Missing, missingToGive } from '../../api/missing-to-give.ts'
import { permission } from '../../api/permission-names.ts'
import {
  automaticPermissions,
  type CataloguePermission,
  type PermissionSelection,
  type SelectedEnvironments,
} from '../../api/permission-selection.ts'
import { environmentsQuery, permissionsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Notice } from '../feedback/notice.tsx'
import { SearchField } from '../lists/search-field.tsx'
import classes from './permission-matrix.module.css'
import { PermissionRow } from './permission-row.tsx'

interface PermissionMatrixProps {
  value: PermissionSelection
  /** Without it the matrix is read-only */
  onChange?: (value: PermissionSelection) => void
  /** Shown above the matrix, such as the server's refusal */
  error?: string | undefined
  /** Shows only the selected permissions at first */
  isNarrowed?: boolean
  /** What is chosen goes to a role ('controlling'), or to an API client ('all'): see `missingToGive`. */
  gives?: 'controlling' | 'all'
  /** What the role or the client has already: that stays free */
  before?: PermissionSelection
}

/**
 * Every permission, by category, with a column for each environment. Permissions that a selected one includes are
 * selected and locked, with the reason. So are those that the member may not give.
 */
export function PermissionMatrix({
  value,
  onChange,
  error,
  isNarrowed = false,
  gives = 'controlling',
  before,
}: PermissionMatrixProps) {
  const permissions = useQuery(permissionsQuery)
  const session = useSession()
  const maySeeStages = session.may(permission.viewStage)
  const environments = useQuery({ ...environmentsQuery, enabled: maySeeStages })
  const [search, setSearch] = useState('')
  const [onlySelected, setOnlySelected] = useState(isNarrowed)
  const automatic = useMemo(() => automaticPermissions(value, permissions.data ?? []), [value, permissions.data])
  const failed = [permissions, environments].find(({ error }) => error)
  if (failed) return <ErrorPanel error={failed.error} onRetry={() => failed.refetch()} />
  const columns = maySeeStages ? environments.data : []
  if (!permissions.data || !columns) return <Skeleton h={560} role="status" aria-label="Loading" />

  const isSelected = ({ key }: CataloguePermission): boolean => value.has(key) || automatic.has(key)
  const words = search.toLowerCase()
  const shown = permissions.data.filter(
    (permission) =>
      `${permission.category} ${permission.name}`.toLowerCase().includes(words) &&
      (!onlySelected || isSelected(permission)),
  )
  const catalogue = permissions.data
  const given = before && givenBy(before, catalogue)
  const missingFor = (key: string, environments: SelectedEnvironments): Missing[] =>
    missingToGive(session.permissions, givenBy(new Map([[key, environments]]), catalogue), given, gives)
  const nameOf = (key: string): string => permissions.data.find((permission) => permission.key === key)?.name ?? key
  return (
    <div>
      <Group gap="md" mb="sm">
        <SearchField label="Find a permission" value={search} onChange={setSearch} />
        <Switch
          label="Selected ones only"
          checked={onlySelected}
          onChange={(event) => setOnlySelected(event.currentTarget.checked)}
        />
      </Group>
      {!maySeeStages && (
        <Text size="sm" c="dimmed" mb="sm">
          You may not view stages, so permissions can only be given for all of them here. What is given for single ones
          stays as it is.
        </Text>
      )}
      {maySeeStages && !session.mayEverywhere(permission.viewStage) && (
        <Text size="sm" c="dimmed" mb="sm">
          Only the environments that you may view have a column. What holds in others is not shown
          {onChange ? ' and stays as it is' : ''}.
        </Text>
      )}
      {error && (
        <Box mb="sm">
          <Notice role="alert" tone="bad">
            {error}
          </Notice>
        </Box>
      )}
      <Paper withBorder className={classes.frame}>
        <Table className={classes.table}>
          <Table.Caption className={classes.caption}>Permissions by environment</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Permission</Table.Th>
              <Table.Th scope="col" className={classes.place}>
                <span className={classes.placeName}>Everywhere</span>
              </Table.Th>
              {columns.map(({ key, name }) => (
                <Table.Th key={key} scope="col" className={classes.place}>
                  <span className={classes.placeName}>{name}</span>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          {byCategory(shown).map(([category, members]) => (
            <Category key={category} name={category} columns={columns.length + 2}>
              {members.map((permission) => (
                <PermissionRow
                  key={permission.key}
                  permission={permission}
                  environments={columns}
                  selection={value}
                  automatic={automatic.get(permission.key)}
                  nameOf={nameOf}
                  missingFor={missingFor}
                  onChange={onChange}
                />
              ))}
            </Category>
          ))}
        </Table>
        {shown.length === 0 && (
          <Text c="dimmed" ta="center" py="xl">
            {onlySelected && words === '' ? 'No permission is selected.' : 'No permission is called that.'}
          </Text>
        )}
      </Paper>
    </div>
  )
}

function Category({ name, columns, children }: { name: string; columns: number; children: ReactNode }) {
  const id = useId()
  return (
    <Table.Tbody aria-labelledby={id}>
      <Table.Tr className={classes.category}>
        <Table.Th id={id} scope="rowgroup" colSpan={columns}>
          {name}
        </Table.Th>
      </Table.Tr>
      {children}
    </Table.Tbody>
  )
}

/** Sorted by category. Within a category, the order is that of the catalogue. */
function byCategory(permissions: CataloguePermission[]): [string, CataloguePermission[]][] {
  const categories = new Map<string, CataloguePermission[]>()
  for (const permission of permissions) {
    const name = permission.category ?? 'Others'
    categories.set(name, [...(categories.get(name) ?? []), permission])
  }
  return [...categories].sort(([one], [another]) => one.localeCompare(another))
}
