import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import classes from './status-badge.module.css'
import { type Status, type StatusWords, statuses } from './statuses.ts'

interface StatusBadgeProps {
  status: Status
  /** Whether it is that of a sign-in application or an API */
  isOfThing?: boolean
}

/** A status in words, with its color. A new one gets both in `statuses.ts`. */
export function StatusBadge({ status, isOfThing = false }: StatusBadgeProps) {
  const { i18n } = useLingui()
  const { label, ofThing = label, tone }: StatusWords = statuses[status]
  return (
    <Badge className={classes.badge} data-tone={tone} variant="default" size="md" tt="none" fw={500}>
      <span className={classes.dot} data-shows-color aria-hidden="true" />
      {i18n._(isOfThing ? ofThing : label)}
    </Badge>
  )
}
