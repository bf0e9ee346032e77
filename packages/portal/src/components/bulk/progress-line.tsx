import { useLingui } from '@lingui/react/macro'
import { Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatShare } from '../values/format-number.ts'

interface ProgressLineProps {
  done: number
  total: number
  /** What is going on, which screen readers are told as well */
  children: ReactNode
}

/** How far a change of several things is. */
export function ProgressLine({ done, total, children }: ProgressLineProps) {
  const { t } = useLingui()
  const share = total === 0 ? 1 : done / total
  return (
    <div>
      <Progress.Root size="lg" aria-label={t`Progress`}>
        <Progress.Section value={Math.floor(share * 100)} aria-label={formatShare(share)} />
      </Progress.Root>
      <Text size="sm" mt={6} role="status">
        {children}
      </Text>
    </div>
  )
}
