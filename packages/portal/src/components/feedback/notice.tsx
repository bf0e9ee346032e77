import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

export type NoticeTone = 'info' | 'good' | 'warning' | 'bad'

const icons = { info: IconInfoCircle, good: IconCircleCheck, warning: IconAlertTriangle, bad: IconAlertTriangle }

interface NoticeProps {
  tone?: NoticeTone
  title?: string
  children?: ReactNode
  /** `alert` interrupts whoever listens, `status` waits; without one it is only part of the page */
  role?: 'alert' | 'status'
}

/** A word on what is shown, within the page: a warning, what went wrong, what was done. */
export function Notice({ tone = 'info', title, children, role }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div className={classes.notice} data-tone={tone} role={role} tabIndex={role === 'alert' ? -1 : undefined}>
      <Icon size={20} stroke={1.6} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        {title && (
          <Text fw={600} size="sm">
            {title}
          </Text>
        )}
        <Text size="sm" component="div">
          {children}
        </Text>
      </div>
    </div>
  )
}
