import { parseTimestamp } from '../../../http/api/timestamp-parameter.ts'
import { Problem } from '../../../problems/problem.ts'

/** In the form in which times are stored. Null: from the beginning, or without end. */
export interface GrantPeriod {
  startTime: string | null
  endTime: string | null
}

interface AskedPeriod {
  startTime?: string | null
  endTime?: string | null
}

/** @throws Problem grant_period_invalid, invalid_body */
export function parseGrantPeriod(asked: AskedPeriod | null | undefined, now: string): GrantPeriod {
  const startTime = timeOf('startTime', asked?.startTime)
  const endTime = timeOf('endTime', asked?.endTime)
  if (endTime !== null && endTime <= now) {
    throw new Problem('grant_period_invalid', `The field grantPeriod.endTime must lie in the future: it is ${now}.`)
  }
  if (startTime !== null && endTime !== null && endTime <= startTime) {
    throw new Problem('grant_period_invalid', 'The field grantPeriod.endTime must be later than grantPeriod.startTime.')
  }
  return { startTime, endTime }
}

function timeOf(field: string, text: string | null | undefined): string | null {
  if (text === undefined || text === null) return null
  const time = parseTimestamp(text)
  if (time) return time
  throw new Problem(
    'invalid_body',
    `The field grantPeriod.${field} must be a date and time such as 2026-11-23T15:00:00Z.`,
  )
}
