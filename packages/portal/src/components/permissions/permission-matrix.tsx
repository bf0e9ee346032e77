import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Box, Button, Group, Paper, Skeleton, Stack, Switch, Table, Text } from '@mantine/core'
import { permissionOperations } from '@portico/sdk/generated/permission-operations.ts'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { givenBy, type Missing, missingToGive } from '../../api/missing-to-give.ts'
import { permission } from '../../api/permission-names.ts'
import {
  automaticPermissions,
  type CataloguePermission,
  countSelected,
  isSameSelection,
  type PermissionSelection,
  type SelectedEnvironments,
} from '../../api/permission-selection.ts'
import { environmentsQuery, permissionsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Notice } from '../feedback/notice.tsx'
import { Choice } from '../forms/choice.tsx'
import { SearchField } from '../lists/search-field.tsx'
import classes from './permission-matrix.module.css'
import { permissionPresets, selectionOfPreset } from './permission-presets.ts'
import { PermissionRow } from './permission-row.tsx'
import { SelectionCount } from './selection-count.tsx'

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
 * Every permission, by category, with a column for each stage. Permissions that a selected one includes are selected and
 * locked, with the reason. So are those that the member may not give. Those that Portico does not use are folded away
 * at first: ODC has them.
 */
export function PermissionMatrix({
  value,
  onChange,
  error,
  isNarrowed = false,
  gives = 'controlling',
  before,
}: PermissionMatrixProps) {
  const { t, i18n } = useLingui()
  const permissions = useQuery(permissionsQuery)
  const session = useSession()
  const maySeeStages = session.may(permission.viewStage)
  const environments = useQuery({ ...environmentsQuery, enabled: maySeeStages })
  const [search, setSearch] = useState('')
  const [onlySelected, setOnlySelected] = useState(isNarrowed)
  const [isUnfolded, setUnfolded] = useState(false)
  const automatic = useMemo(() => automaticPermissions(value, permissions.data ?? []), [value, permissions.data])
  const failed = [permissions, environments].find(({ error }) => error)
  if (failed) return <ErrorPanel error={failed.error} onRetry={() => failed.refetch()} />
  const columns = maySeeStages ? environments.data : []
  if (!permissions.data || !columns) return <Skeleton h={560} role="status" aria-label={t`Loading`} />

  const isSelected = ({ key }: CataloguePermission): boolean => value.has(key) || automatic.has(key)
  const words = search.toLowerCase()
  const found = permissions.data.filter(
    (permission) =>
      `${permission.category} ${permission.name}`.toLowerCase().includes(words) &&
      (!onlySelected || isSelected(permission)),
  )
  const isFolded = (one: CataloguePermission): boolean =>
    !isUnfolded && words === '' && !isSelected(one) && !Object.hasOwn(permissionOperations, fullNameOf(one))
  const shown = found.filter((one) => !isFolded(one))
  const foldedCount = found.length - shown.length
  const catalogue = permissions.data
  const given = before && givenBy(before, catalogue)
  const missingFor = (key: string, environments: SelectedEnvironments): Missing[] =>
    missingToGive(session.permissions, givenBy(new Map([[key, environments]]), catalogue), given, gives)
  const nameOf = (key: string): string => permissions.data.find((permission) => permission.key === key)?.name ?? key
  const mayGive = (key: string): boolean => missingFor(key, 'all').length === 0
  const presets = permissionPresets.map(({ name, label }) => ({
    value: name,
    label: i18n._(label),
    ...selectionOfPreset(name, catalogue, mayGive),
  }))
  const preset = presets.find(({ selection }) => selection.size > 0 && isSameSelection(selection, value))
  const selected = countSelected(value, automatic)
  const lacksSome = onChange !== undefined && catalogue.some(({ key }) => !mayGive(key))
  return (
    <Stack gap="sm">
      {onChange && (
        <Group gap="md" align="flex-end">
          <Choice
            label={t`Start with`}
            options={presets.filter(({ selection }) => selection.size > 0)}
            value={preset?.value}
            onChange={(name) => onChange(presets.find((one) => one.value === name)?.selection ?? value)}
          />
          <SelectionCount selected={selected} outOf={catalogue.length} environments={columns} />
        </Group>
      )}
      {onChange && preset && preset.leftOut > 0 && (
        <Text size="sm" role="status">
          <LeftOut preset={preset.label} count={preset.leftOut} />
        </Text>
      )}
      <Group gap="md">
        <SearchField label={t`Find a permission`} value={search} onChange={setSearch} />
        {(selected.total > 0 || onlySelected) && (
          <Switch
            label={t`Selected ones only`}
            checked={onlySelected}
            onChange={(event) => setOnlySelected(event.currentTarget.checked)}
          />
        )}
      </Group>
      {lacksSome && (
        <Text size="sm" c="dimmed">
          {gives === 'all' ? (
            <Trans>You can give an API client only what you hold yourself. The rest is locked, with the reason.</Trans>
          ) : (
            <Trans>
              You can give a permission that controls access only if you hold it. What you may not give is locked, with
              the reason.
            </Trans>
          )}
        </Text>
      )}
      {!maySeeStages && (
        <Text size="sm" c="dimmed">
          <Trans>
            You may not view stages, so permissions can only be given for all of them here. What is given for single
            ones stays as it is.
          </Trans>
        </Text>
      )}
      {maySeeStages && !session.mayEverywhere(permission.viewStage) && (
        <Text size="sm" c="dimmed">
          {onChange ? (
            <Trans>
              Only the stages that you may view have a column. What holds in others is not shown and stays as it is.
            </Trans>
          ) : (
            <Trans>Only the stages that you may view have a column. What holds in others is not shown.</Trans>
          )}
        </Text>
      )}
      {error && (
        <Box>
          <Notice role="alert" tone="bad">
            {error}
          </Notice>
        </Box>
      )}
      <Paper withBorder className={classes.frame} data-scrolls={columns.length > 5}>
        <Table className={classes.table}>
          <Table.Caption className={classes.caption}>{t`Permissions by stage`}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t`Permission`}</Table.Th>
              <Table.Th scope="col" className={classes.place}>
                <span className={classes.placeName}>{t`Everywhere`}</span>
              </Table.Th>
              {columns.map(({ key, name }) => (
                <Table.Th key={key} scope="col" className={classes.place}>
                  <span className={classes.placeName}>{name}</span>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          {byCategory(shown, t`Other permissions`).map(([category, members]) => (
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
            {onlySelected && words === '' ? t`No permission is selected.` : t`No permission has this name.`}
          </Text>
        )}
      </Paper>
      {(foldedCount > 0 || isUnfolded) && words === '' && (
        <Group gap="xs">
          <Button variant="default" size="xs" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
            {isUnfolded ? (
              <Trans>Hide permissions that Portico does not use</Trans>
            ) : (
              <Plural
                value={foldedCount}
                one="Show # permission that Portico does not use"
                other="Show # permissions that Portico does not use"
              />
            )}
          </Button>
          <Text size="xs" c="dimmed">
            <Trans>They are part of ODC’s catalogue and have no effect here.</Trans>
          </Text>
        </Group>
      )}
    </Stack>
  )
}

const fullNameOf = ({ category, name }: CataloguePermission): string => `${category} > ${name}`

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

const LeftOut = ({ preset, count }: { preset: string; count: number }) => (
  <Plural
    value={count}
    one={`“${preset}” has # more permission, which you may not give.`}
    other={`“${preset}” has # more permissions, which you may not give.`}
  />
)

/** Sorted by category. Within a category, the order is that of the catalogue. */
function byCategory(permissions: CataloguePermission[], other: string): [string, CataloguePermission[]][] {
  const categories = new Map<string, CataloguePermission[]>()
  for (const permission of permissions) {
    const name = permission.category ?? other
    categories.set(name, [...(categories.get(name) ?? []), permission])
  }
  return [...categories].sort(([one], [another]) => one.localeCompare(another))
}
