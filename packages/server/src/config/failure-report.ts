/** A failure that goes on is reported once more after so many milliseconds. */
const again = 600_000

/** What becomes of something that is tried again and again */
interface FailureReport {
  /** @param about what failed, where one report is for several things */
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
  const reportedAt = new Map<unknown, number>()
  return {
    failed(error, about) {
      const kind = kindOf(error)
      if (now() - (reportedAt.get(kind) ?? Number.NEGATIVE_INFINITY) < again) return
      reportedAt.set(kind, now())
      onError(error, about)
    },
    succeeded: () => reportedAt.clear(),
  }
}

/** Messages of one kind may differ, by ports, times or keys: without a code, it is what they have beside these. */
const kindOf = (error: unknown): unknown => {
  const { code, errcode, name, message } = Object(error) as Record<string, unknown>
  return errcode ?? code ?? (typeof message === 'string' ? `${name} ${message.replaceAll(withDigit, '')}` : undefined)
}

const withDigit = /[\w-]*\d[\w-]*/g
