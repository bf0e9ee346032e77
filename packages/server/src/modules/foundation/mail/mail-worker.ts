import type { Clock } from '../../../config/clock.ts'
import { periodicTask } from '../../../config/periodic-task.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { MailDelivery } from './mail-delivery.ts'
import { deleteMailsBefore, postponeDue, selectDue, selectDueOrganizations } from './mail-repository.ts'
import type { Mailer } from './mailer.ts'

/** How often to look for what is due again, and for what another process has left behind */
const pollMilliseconds = 2_000
const organizationsAtOnce = 50
/** How long a server that cannot be reached is left alone */
const pauseMilliseconds = 60_000

const keptMilliseconds = 30 * 24 * 3_600_000
const cleaningMilliseconds = 600_000
const deletedAtOnce = 200

export interface MailWorker {
  start(): void
  /** Looks for mail at once. */
  wake(): void
  /** Sends all that is due. */
  drain(): Promise<void>
  /** Removes mails that are older than 30 days. */
  clean(): Promise<void>
  /**
   * Finishes the mails that are under way, and leaves the others to whoever comes next. What takes longer than the grace
   * period is broken off, and sent again later.
   */
  stop(options?: { graceMilliseconds?: number }): Promise<void>
}

export interface MailWorkerDependencies {
  db: Db
  clock: Clock
  delivery: MailDelivery
  onKept(mail: { to: string; subject: string; text: string }): void
  onError(error: unknown): void
  onFailure(failure: { organizationKey: string; mailKey: string; reason: string }): void
}

/**
 * Sends what is in the outbox: organizations beside each other, so that none waits for the server of another, and the
 * mails of each one after the other on one connection. A claim lasts longer than sending takes, so that a mail is
 * sent by one node; where a process ends between sending and noting it, the mail goes out again with the same
 * Message-ID.
 */
export function createMailWorker(dependencies: MailWorkerDependencies): MailWorker {
  const { db, clock, delivery, onKept, onFailure, onError } = dependencies
  const worker = newKey(clock.now())
  const now = (after = 0): string => toTimestamp(clock.now() + after)
  const stopping = new AbortController()
  const lanes = new Map<string, Promise<void>>()
  let isStarted = false
  let isStopped = false
  let isAwake = false
  let looking: Promise<void> | undefined

  const report = (error: unknown): void => {
    if (!isDatabaseUnavailable(error)) onError(error)
  }

  /** @returns false where the next one would not get through either */
  async function sendNext(organizationKey: string, key: string, mailer: Mailer | undefined): Promise<boolean> {
    const claimed = await delivery.claim({ organizationKey, key }, worker)
    if (!claimed) return true
    if (!mailer) {
      onKept(await delivery.keep(claimed, worker))
      return true
    }
    const attempt = await delivery.attempt(claimed, mailer, { worker, signal: stopping.signal })
    if ('sent' in attempt) return true
    onFailure({ organizationKey, mailKey: key, reason: attempt.failure.message })
    return !attempt.failure.concernsServer
  }

  async function sendOf(organizationKey: string): Promise<void> {
    const mailer = await delivery.open(organizationKey)
    try {
      for (;;) {
        const key = isStopped ? undefined : await selectDue(db, organizationKey, now())
        if (key === undefined) return
        if (await sendNext(organizationKey, key, mailer)) continue
        if (!isStopped) await postponeDue(db, organizationKey, now(), now(pauseMilliseconds))
        return
      }
    } finally {
      mailer?.close()
    }
  }

  async function lane(organizationKey: string): Promise<void> {
    try {
      await sendOf(organizationKey)
      lanes.delete(organizationKey)
      // Mail may have come between its last look and here.
      wake()
    } catch (error) {
      lanes.delete(organizationKey)
      report(error)
    }
  }

  const look = async (): Promise<void> => {
    while (isAwake && !isStopped) {
      isAwake = false
      for (const key of await selectDueOrganizations(db, now(), [...lanes.keys()], organizationsAtOnce)) {
        lanes.set(key, lane(key))
      }
    }
  }

  const wake = (): void => {
    isAwake = true
    if (!isStarted || isStopped) return
    looking ??= look()
      .catch(report)
      .finally(() => {
        looking = undefined
        // Somebody may have called between the last look and here.
        if (isAwake) wake()
      })
  }

  const clean = async (): Promise<void> => {
    const before = now(-keptMilliseconds)
    while (!isStopped && (await deleteMailsBefore(db, before, deletedAtOnce)) === deletedAtOnce);
  }

  const poll = periodicTask(pollMilliseconds, async () => wake(), onError)
  const cleaning = periodicTask(cleaningMilliseconds, clean, report)
  return {
    start() {
      isStarted = true
      poll.start()
      cleaning.start()
      wake()
    },
    wake,
    clean,
    async drain() {
      do {
        await Promise.all(lanes.values())
        isAwake = true
        await look()
      } while (lanes.size > 0)
    },
    async stop({ graceMilliseconds = 5_000 } = {}) {
      isStopped = true
      await poll.stop()
      await cleaning.stop()
      await looking
      const grace = setTimeout(() => stopping.abort(), graceMilliseconds)
      await Promise.all(lanes.values())
      clearTimeout(grace)
    },
  }
}
