/** A failure that goes on is reported once more after so many milliseconds. */
const again = 600_000

/** What becomes of something that is tried again and again */
export interface FailureReport {
  failed(error: unknown): void
  succeeded(): void
}

/**
 * Reports a failure of each kind once, and then every ten minutes while it goes on: a database that is away for an hour
 * would fill the log otherwise.
 */
export function failureReport(
  onError: (error: unknown) => void,
  now: () => number = () => performance.now(),
): FailureReport {
  const reportedAt = new Map<unknown, number>()
  return {
    failed(error) {
      const kind = kindOf(error)
      if (now() - (reportedAt.get(kind) ?? Number.NEGATIVE_INFINITY) < again) return
      reportedAt.set(kind, now())
      onError(error)
    },
    succeeded: () => reportedAt.clear(),
  }
}

/** Messages of one kind may differ, by ports or times. */
const kindOf = (error: unknown): unknown => {
  const { code, errcode, name } = Object(error) as { code?: unknown; errcode?: unknown; name?: unknown }
  return errcode ?? code ?? name
}
