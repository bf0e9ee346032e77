import { Button, Code, Group } from '@mantine/core'
import type { Column } from '../lists/data-table.tsx'

interface Row {
  name: string
  scopes: readonly string[]
}

/** The scopes that are held */
export const scopesColumn = <R extends Row>(): Column<R> => ({
  header: 'Scopes',
  render: ({ scopes }) => (
    <Group gap={4}>
      {scopes.map((scope) => (
        <Code key={scope}>{scope}</Code>
      ))}
    </Group>
  ),
})

/** A button that changes them, where the member may */
export const changeScopesColumn = <R extends Row>(
  mayChange: (row: R) => boolean,
  change: (row: R) => void,
): Column<R> => ({
  header: 'Change',
  isHeaderHidden: true,
  width: 110,
  align: 'right',
  render: (row) =>
    mayChange(row) && (
      <Button size="xs" variant="default" aria-label={`Change ${row.name}`} onClick={() => change(row)}>
        Change
      </Button>
    ),
})
