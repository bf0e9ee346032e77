import type { ReactNode } from 'react'
import classes from './data-table.module.css'

/** What a row says for which a narrow window has no columns, each under its heading. */
export function RowFacts({ facts }: { facts: readonly { header: string; value: ReactNode }[] }) {
  if (facts.length === 0) return null
  return (
    <dl className={classes.facts}>
      {facts.map(({ header, value }) => (
        <div key={header}>
          <dt>{header}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
