import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { breakable } from '../values/breakable.tsx'
import { ItemLink } from './item-link.tsx'
import classes from './name-cell.module.css'

interface NameCellProps {
  name: string
  /** The page of the thing, if it has one */
  to?: string | undefined
  description?: string | null | undefined
  /** Beside the name */
  aside?: ReactNode
}

/** The name of a thing in a table, with a line below it. Long names take at most two lines. */
export function NameCell({ name, to, description, aside }: NameCellProps) {
  const shown = <bdi>{breakable(name)}</bdi>
  return (
    <div className={classes.cell}>
      <Text component="div" inherit lineClamp={2} title={name.length > 60 ? name : undefined}>
        {to ? <ItemLink to={to}>{shown}</ItemLink> : shown}
        {aside}
      </Text>
      {description && (
        <Text size="xs" c="dimmed" className={classes.description} title={description}>
          <bdi>{description}</bdi>
        </Text>
      )}
    </div>
  )
}
