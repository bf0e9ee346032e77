/** A failure that goes on is reported once more after so many milliseconds. */
const again = 600_000

/** What becomes of something that is tried again and again */
export interface FailureReport {
  failed(error: unknown): void
  succeeded(): void
}

/**
 * Reports a failure once, and then every ten minutes while it goes on: a database that is away for an hour would fill the
 * log otherwise.
 */
export function failureReport(
  onError: (error: unknown) => void,
  now: () => number = () => performance.now(),
): FailureReport {
  let reportedAt = Number.NEGATIVE_INFINITY
  return {
    failed(error) {
      if (now() - reportedAt < again) return
      reportedAt = now()
      onError(error)
    },
    succeeded() {
      reportedAt = Number.NEGATIVE_INFINITY
    },
  }
}
