import { isDatabaseUnavailable } from './failures.ts'

/** A failure that goes on is reported once more after so many milliseconds. */
const again = 600_000

/** Whoever reads so many failures in ten minutes needs no more of them, and the memory for them has a bound. */
const mostReported = 1_000

/** What becomes of something that is tried again and again */
interface FailureReport {
  /** @param about what failed, where one report is for several things: the failures of each are reported */
  failed(error: unknown, about?: object): void
  succeeded(): void
}

/**
 * Reports a failure of each kind once, and then every ten minutes while it goes on: a database that is away for an hour
 * would fill the log otherwise. With several things that are tried, all of them must have succeeded before it is told so:
 * one that fails each time would be reported each time otherwise.
 */
export function failureReport(
  onError: (error: unknown, about?: object) => void,
  now: () => number = () => performance.now(),
): FailureReport {
  /** The oldest first */
  const reportedAt = new Map<unknown, number>()
  return {
    failed(error, about) {
      // A database that is away fails for all of them, and is told once.
      const what = isDatabaseUnavailable(error) ? undefined : about
      const kind = what ? `${kindOf(error)} ${JSON.stringify(what)}` : kindOf(error)
      for (const [former, at] of reportedAt) {
        if (now() - at < again) break
        reportedAt.delete(former)
      }
      if (reportedAt.has(kind) || reportedAt.size === mostReported) return
      reportedAt.set(kind, now())
      onError(error, what)
    },
    succeeded: () => reportedAt.clear(),
  }
}

/**
 * A database that is away fails in many ways, which are one kind. Messages of one kind may differ, by ports, times or keys:
 * without a code, it is what they have beside these.
 */
const kindOf = (error: unknown): unknown => {
  if (isDatabaseUnavailable(error)) return 'unavailable'
  const { code, errcode, name, message } = Object(error) as Record<string, unknown>
  return errcode ?? code ?? (typeof message === 'string' ? `${name} ${message.replaceAll(withDigit, '')}` : undefined)
}

const withDigit = /[\w-]*\d[\w-]*/g
