import { Paper, Skeleton, Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './data-table.module.css'

export interface Column<T> {
  header: string
  render(item: T): ReactNode
  /** The server's name for sorting by it */
  sort?: string
  /** Hidden below this width of the window */
  from?: 'xs' | 'sm' | 'md' | 'lg'
  width?: number | string
  align?: 'left' | 'right'
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
}

/** A table. Rows have the same height while loading, so that the layout does not shift. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, items, keyOf, expected = 8, isStale = false, sort, onSort } = props
  return (
    <Paper withBorder className={classes.frame}>
      <Table className={classes.table} aria-busy={items === undefined || isStale} data-stale={isStale}>
        <Table.Caption className={classes.caption}>{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Header key={column.header} column={column} sort={sort} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items?.map((item) => (
            <Table.Tr key={keyOf(item)}>
              {columns.map((column) => (
                <Table.Td key={column.header} {...cellProps(column)}>
                  {column.render(item)}
                </Table.Td>
              ))}
            </Table.Tr>
          )) ?? <SkeletonRows columns={columns} rows={expected} />}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

const cellProps = <T,>({ from, align = 'left' }: Column<T>) => ({ ta: align, ...(from ? { visibleFrom: from } : {}) })

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

function SkeletonRows<T>({ columns, rows }: { columns: Column<T>[]; rows: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same, and never move
    <Table.Tr key={row}>
      {columns.map((column, index) => (
        <Table.Td key={column.header} {...cellProps(column)}>
          <Skeleton h={14} w={index === 0 ? '70%' : '50%'} maw={220} ml={column.align === 'right' ? 'auto' : 0} />
        </Table.Td>
      ))}
    </Table.Tr>
  ))
}
