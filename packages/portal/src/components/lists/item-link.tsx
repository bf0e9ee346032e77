import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** The name of a thing, leading to its page: the first cell of most tables. */
export function ItemLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} inherit fw={550}>
      {children}
    </Anchor>
  )
}
