import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import classes from './status-badge.module.css'
import { type Status, statuses } from './statuses.ts'

/** A status in words, with its color. A new one gets both in `statuses.ts`. */
export function StatusBadge({ status }: { status: Status }) {
  const { i18n } = useLingui()
  const { label, tone } = statuses[status]
  return (
    <Badge className={classes.badge} data-tone={tone} variant="default" size="md" tt="none" fw={500}>
      <span className={classes.dot} data-shows-color aria-hidden="true" />
      {i18n._(label)}
    </Badge>
  )
}
