import { toTimestamp } from '../../db/timestamp.ts'
import { Problem } from '../../problems/problem.ts'

const earliest = Date.parse('0000-01-01T00:00:00.000Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/**
 * A date and time (RFC 3339) in the form in which times are stored, undefined where it is none. The schema has checked
 * its format, which allows a leap second; times beyond the four-digit years would not sort as text.
 */
export function parseTimestamp(text: string): string | undefined {
  const milliseconds = Date.parse(text.toUpperCase().replace(/:60(?=[.Z+-])/, ':59'))
  if (Number.isNaN(milliseconds)) return undefined
  return toTimestamp(Math.min(Math.max(milliseconds, earliest), latest))
}

/** @throws Problem invalid_parameter naming the parameter */
export function timestampParameter(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const timestamp = parseTimestamp(text)
  if (timestamp) return timestamp
  throw new Problem('invalid_parameter', `The parameter ${name} must be a date and time such as 2026-11-23T15:00:00Z.`)
}
