import { useState } from 'react'
import type { AuditState } from './queries.ts'

const everyMilliseconds = 3_000

export interface LiveTail {
  isOn: boolean
  toggle(): void
  /** When it was switched on */
  since: string | undefined
  interval: number | false
}

/** Whether new entries appear by themselves: on the first page, newest first. While the tab is hidden nothing is asked. */
export function useLiveTail({ page, sort, setPage, setSort }: AuditState): LiveTail {
  const [since, setSince] = useState<string>()
  const isOn = since !== undefined && page === 1 && sort === '-occurredAt'
  return {
    isOn,
    since: isOn ? since : undefined,
    interval: isOn ? everyMilliseconds : false,
    toggle() {
      setSince(isOn ? undefined : new Date().toISOString())
      if (!isOn && page !== 1) setPage(1)
      if (!isOn && sort !== '-occurredAt') setSort('-occurredAt')
    },
  }
}
