import { useLingui } from '@lingui/react/macro'
import { Checkbox, Paper, Skeleton, Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { type MouseEvent, type ReactNode, useRef } from 'react'
import classes from './data-table.module.css'
import { RowFacts } from './row-facts.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import type { Selection } from './use-selection.ts'

export interface Column<T> {
  /** Under which it is remembered whether the column is shown; the name of its sort unless given */
  id?: string
  header: string
  render(item: T): ReactNode
  /** The server's name for sorting by it */
  sort?: string
  /**
   * Hidden where the table has less room than a window of this width without a sidebar. Where it has little, its values are
   * lines below that of the leading column.
   */
  from?: 'xs' | 'sm' | 'md' | 'lg'
  /** Where the column is hidden, another one says the same */
  isSaidElsewhere?: boolean
  /** Has what hidden columns say below its values where there is little room, instead of the first column */
  isLeading?: boolean
  /** Its values have many lines, beside the first of which the row's other cells begin */
  isTall?: boolean
  width?: number | string
  align?: 'end'
  /** The header is for screen readers only, such as over buttons */
  isHeaderHidden?: boolean
}

interface DataTableProps<T> {
  /** The name of the table, for screen readers */
  caption: string
  columns: Column<T>[]
  /** Undefined while the first page loads */
  items: readonly T[] | undefined
  keyOf(item: T): string
  /** How many skeleton rows are shown while it loads */
  expected?: number
  /** The rows are those of another page or filter, while the right ones load */
  isStale?: boolean
  sort?: string
  onSort?(sort: string): void
  /** Rows get a box to select them by */
  selection?: Selection<T> | undefined
  /** Names a row, for the label of its box */
  nameOf?: ((item: T) => string) | undefined
}

export const columnId = <T,>({ id, sort, header }: Column<T>): string => id ?? sort ?? header

/** A table. Rows have the same height while loading, so that the layout does not shift. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, items, keyOf, expected = 8, isStale = false, sort, onSort, selection } = props
  const { t } = useLingui()
  const nameOf = props.nameOf ?? keyOf
  const isRange = useRef(false)
  const [ruler, isNarrow] = useIsNarrow()
  const shownColumns = isNarrow ? columns.filter(({ from }) => from === undefined).map(withoutWidth) : columns
  const leading = shownColumns.find(({ isLeading }) => isLeading) ?? shownColumns[0]
  const facts = isNarrow ? columns.filter(({ from, isSaidElsewhere }) => from !== undefined && !isSaidElsewhere) : []
  const isTall = facts.length > 0 || columns.some((column) => column.isTall)
  const labelOf = (name: string): string => t`Select ${name}`
  const shown = items ?? []
  const selected = selection ? shown.filter((item) => selection.has(item)).length : 0
  return (
    <Paper withBorder className={classes.frame}>
      <div ref={ruler} />
      <Table
        className={classes.table}
        aria-busy={items === undefined || isStale}
        data-stale={isStale}
        data-tall={isTall || undefined}
      >
        <Table.Caption className={classes.caption}>{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {selection && (
              <Table.Th w={44} className={classes.box}>
                <Checkbox
                  size="sm"
                  aria-label={t`Select all of this page`}
                  disabled={shown.length === 0}
                  checked={shown.length > 0 && selected === shown.length}
                  indeterminate={selected > 0 && selected < shown.length}
                  onChange={() => selection.togglePage(shown)}
                />
              </Table.Th>
            )}
            {shownColumns.map((column) => (
              <Header key={column.header} column={column} sort={sort} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items?.map((item) => (
            <Table.Tr key={keyOf(item)} onClick={openRow} data-selected={selection?.has(item) || undefined}>
              {selection && (
                <Table.Td className={classes.box}>
                  <Checkbox
                    size="sm"
                    aria-label={labelOf(nameOf(item))}
                    checked={selection.has(item)}
                    onClick={(event) => {
                      isRange.current = event.shiftKey
                    }}
                    onChange={() => selection.toggle(item, shown, isRange.current)}
                  />
                </Table.Td>
              )}
              {shownColumns.map((column) => (
                <Table.Td key={column.header} {...cellProps(column)}>
                  {column.render(item)}
                  {column === leading && (
                    <RowFacts facts={facts.map(({ header, render }) => ({ header, value: render(item) }))} />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          )) ?? <SkeletonRows columns={shownColumns} rows={expected} hasBoxes={selection !== undefined} />}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

/**
 * A row is opened wherever it is clicked, by the link or the button of its name: with the keys that open a new tab as well.
 * What can be pressed in it, and text that is being selected, come first. The keyboard has the link or the button.
 */
function openRow(event: MouseEvent<HTMLElement>): void {
  const row = event.currentTarget
  const pressed = (event.target as HTMLElement).closest('a, button, input, label, [role="button"]')
  if (pressed && row.contains(pressed)) return
  if (!row.contains(event.target as Node) || getSelection()?.isCollapsed === false) return
  const { ctrlKey, metaKey, shiftKey } = event
  row
    .querySelector('[data-row-link]')
    ?.dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
}

/** Where there is little room a column is as wide as what it says. */
const withoutWidth = <T,>({ width: _, ...column }: Column<T>): Column<T> => column

const cellProps = <T,>({ from, align, isHeaderHidden, isSaidElsewhere }: Column<T>) => ({
  ta: align ?? ('start' as const),
  'data-from': from,
  'data-buttons': isHeaderHidden,
  'data-repeats': isSaidElsewhere,
})

function Header<T>({
  column,
  sort,
  onSort,
}: {
  column: Column<T>
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
}) {
  const { header, sort: name, width, isHeaderHidden } = column
  if (!name || !onSort) {
    return (
      <Table.Th w={width} {...cellProps(column)}>
        {isHeaderHidden ? <VisuallyHidden>{header}</VisuallyHidden> : header}
      </Table.Th>
    )
  }
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none'
  const Icon = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }[direction]
  return (
    <Table.Th w={width} {...cellProps(column)} aria-sort={direction}>
      <UnstyledButton className={classes.sort} onClick={() => onSort(direction === 'ascending' ? `-${name}` : name)}>
        {header}
        <Icon size={14} aria-hidden data-direction={direction} />
      </UnstyledButton>
    </Table.Th>
  )
}

function SkeletonRows<T>({ columns, rows, hasBoxes }: { columns: Column<T>[]; rows: number; hasBoxes: boolean }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same, and never move
    <Table.Tr key={row}>
      {hasBoxes && <Table.Td className={classes.box} />}
      {columns.map((column, index) => (
        <Table.Td key={column.header} {...cellProps(column)}>
          <Skeleton h={14} w={index === 0 ? '70%' : '50%'} maw={220} ms={column.align === 'end' ? 'auto' : 0} />
        </Table.Td>
      ))}
    </Table.Tr>
  ))
}
