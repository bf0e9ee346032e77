import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatNumber } from '../values/format-number.ts'
import classes from './page-parts.module.css'

export interface PagePart {
  /** In the URL. The first part has none there. */
  name: string
  label: string
  /** How many things are in it */
  total?: number | undefined
}

/** Which part of the page the URL names: the first one unless it names another. */
export function usePagePart<const P extends PagePart>(parts: readonly P[]): P['name'] {
  const { part } = useSearch({ strict: false })
  return (parts.find(({ name }) => name === part) ?? parts[0])?.name ?? ''
}

/** The parts of a page. Links, so that each has a URL of its own and Tab reaches all of them. */
export function PageParts({ parts, current }: { parts: readonly PagePart[]; current: string }) {
  const { t } = useLingui()
  return (
    <nav aria-label={t`Parts of this page`} className={classes.links}>
      {parts.map(({ name, label, total }, index) => (
        <Link
          key={name}
          to="."
          // Search and page belong to the list of one part.
          search={index === 0 ? {} : { part: name }}
          className={classes.link}
          activeProps={{}}
          {...(name === current ? { 'aria-current': 'true' as const } : {})}
          data-current={name === current}
          data-part={name}
          resetScroll={false}
        >
          {label} {total !== undefined && <span className={classes.count}>{formatNumber(total)}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** What a part is about, with its buttons. */
export const PartIntro = ({ children, actions }: { children: ReactNode; actions?: ReactNode }) => (
  <div className={classes.intro}>
    <Text component="p" size="sm" c="dimmed">
      {children}
    </Text>
    {actions}
  </div>
)
