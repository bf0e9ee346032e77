import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** The name of a thing, as a link to its page. */
export function ItemLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} inherit fw={550} data-row-link>
      {children}
    </Anchor>
  )
}
