import { Badge } from '@mantine/core'
import classes from './status-badge.module.css'

export type Tone = 'good' | 'waiting' | 'warning' | 'bad' | 'quiet'

/** The tones of all statuses in the portal */
const tones: Record<string, Tone> = {
  Active: 'good',
  Available: 'good',
  Invited: 'waiting',
  'Pending registration': 'waiting',
  'Needs attention': 'warning',
  Expired: 'bad',
  Suspended: 'bad',
  Inactive: 'quiet',
}

/** `PendingRegistration` → `Pending registration` */
const inWords = (status: string): string =>
  status.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`)

interface StatusBadgeProps {
  /** As the server names it */
  status: string
  /** For a status that is not in `tones` */
  tone?: Tone
}

/** A status in words, with a color. */
export function StatusBadge({ status, tone }: StatusBadgeProps) {
  const words = inWords(status)
  return (
    <Badge
      className={classes.badge}
      data-tone={tone ?? tones[words] ?? 'quiet'}
      variant="default"
      size="md"
      tt="none"
      fw={500}
    >
      <span className={classes.dot} aria-hidden="true" />
      {words}
    </Badge>
  )
}
