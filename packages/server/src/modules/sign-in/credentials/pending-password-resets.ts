import type { Parts } from '../../../db/parts.ts'

export type PendingPasswordResets = ReturnType<typeof createPendingPasswordResets>

/** The codes that are being sent after their requests were answered, so that a process that stops waits for them. */
export function createPendingPasswordResets({ log }: Pick<Parts<'log'>, 'log'>) {
  const pending = new Set<Promise<void>>()

  return {
    /** Does the work after the answer. A failure is logged. */
    add(work: Promise<void>): void {
      const settled = work
        .catch((err) => log.error({ err }, 'a code to reset a password could not be sent'))
        .finally(() => pending.delete(settled))
      pending.add(settled)
    },

    /** Waits for what is being sent. */
    async settled(): Promise<void> {
      await Promise.all(pending)
    },
  }
}
