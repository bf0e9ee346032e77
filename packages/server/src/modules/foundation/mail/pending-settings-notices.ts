import type { Parts } from '../../../db/parts.ts'

export type PendingSettingsNotices = ReturnType<typeof createPendingSettingsNotices>

/**
 * Notices of changed mail settings that are being sent: the former server may be slow or away, and whoever changed the
 * settings does not wait for it. A process that stops waits a while.
 */
export function createPendingSettingsNotices({ log }: Pick<Parts<'log'>, 'log'>) {
  /** Of each organization, its notices one after the other: another one's server may be slow */
  const last = new Map<string, Promise<void>>()
  const abort = new AbortController()
  const settled = async (): Promise<void> => void (await Promise.all(last.values()))
  return {
    /** Does the work after what was begun before for the organization. A failure is logged. */
    begin(organizationKey: string, work: (signal: AbortSignal) => Promise<void>): void {
      const next: Promise<void> = (last.get(organizationKey) ?? Promise.resolve())
        .then(() => work(abort.signal))
        .catch((err) => log.error({ err }, 'the administrators could not be told'))
        .finally(() => last.get(organizationKey) === next && last.delete(organizationKey))
      last.set(organizationKey, next)
    },
    settled,
    /** Waits as long as the workers do, and then aborts: a slow server, and many changes, must not hold up a stop. */
    async stop({ graceMilliseconds = 5_000 } = {}): Promise<void> {
      const grace = setTimeout(() => abort.abort(), graceMilliseconds)
      await settled()
      clearTimeout(grace)
    },
  }
}
