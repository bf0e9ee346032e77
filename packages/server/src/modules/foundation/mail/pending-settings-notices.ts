import type { Parts } from '../../../db/parts.ts'

export type PendingSettingsNotices = ReturnType<typeof createPendingSettingsNotices>

/**
 * Notices of changed mail settings that are being sent: the former server may be slow or away, and whoever changed the
 * settings does not wait for it. A process that stops waits.
 */
export function createPendingSettingsNotices({ log }: Pick<Parts<'log'>, 'log'>) {
  let last: Promise<void> = Promise.resolve()
  return {
    /** Does the work after what was begun before. A failure is logged. */
    begin(work: () => Promise<void>): void {
      last = last.then(work).catch((err) => log.error({ err }, 'the administrators could not be told'))
    },
    settled: (): Promise<void> => last,
  }
}
