import { randomInt } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'

/** Later than the next requests of whoever asked, at a time that they cannot foresee */
const delay = { shortest: 1_000, longest: 4_000 }
/** Each is an e-mail and a token: half a megabyte. */
const most = 2_000

export type PendingPasswordResets = ReturnType<typeof createPendingPasswordResets>

/**
 * What was asked for and is carried out after the answer, some time later: whatever it costs, for an e-mail that a user has
 * or for another one, neither the answer nor the next one shows it. A process that stops carries it out before.
 */
export function createPendingPasswordResets({ log }: Pick<Parts<'log'>, 'log'>) {
  const waiting = new Map<() => Promise<void>, NodeJS.Timeout>()
  // One after another: a flood of them leaves room for other transactions.
  let last: Promise<void> = Promise.resolve()
  /** Of those that were begun, how many are not done: a slow database must not let them pile up. */
  let begun = 0

  const begin = (work: () => Promise<void>): void => {
    clearTimeout(waiting.get(work))
    waiting.delete(work)
    begun++
    last = last
      .then(work)
      .catch((err) => log.error({ err }, 'the mail for a new password could not be prepared'))
      .finally(() => begun--)
  }

  return {
    /**
     * Does the work later. A failure is logged.
     * @throws Problem sign_in_busy
     */
    add(work: () => Promise<void>): void {
      if (waiting.size + begun >= most) {
        throw new Problem('sign_in_busy', 'Too many new passwords are asked for. Try again.', { 'retry-after': '5' })
      }
      waiting.set(
        work,
        setTimeout(() => begin(work), randomInt(delay.shortest, delay.longest)),
      )
    },

    /** Does at once what waits, and waits for it. */
    async settled(): Promise<void> {
      for (const work of [...waiting.keys()]) begin(work)
      await last
    },
  }
}
