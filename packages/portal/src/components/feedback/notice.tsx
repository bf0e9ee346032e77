import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

type NoticeTone = 'info' | 'good' | 'warning' | 'bad'

const icons = { info: IconInfoCircle, good: IconCircleCheck, warning: IconAlertTriangle, bad: IconAlertTriangle }

interface NoticeProps {
  tone?: NoticeTone
  title?: string
  children?: ReactNode
  /** Screen readers interrupt for `alert` and wait for `status`. Without a role the notice is only part of the page. */
  role?: 'alert' | 'status'
}

/** A message within the page: an information, a warning, an error or a success. */
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
