import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { updateLastUse } from './api-clients-repository.ts'

const flushMilliseconds = 2_000

/**
 * Remembers when API clients last obtained a token. Issuing a token writes nothing: uses are gathered and stored every
 * two seconds and at the stop, the last one of each client.
 */
export interface LastUse {
  note(organizationKey: string, apiClientKey: string): void
  flush(): Promise<void>
  /** Stores what is gathered and ends. */
  close(): Promise<void>
}

export function createLastUse(db: Db, clock: Clock, onError: (error: unknown) => void): LastUse {
  let gathered = new Map<string, { organizationKey: string; apiClientKey: string; at: number }>()

  const store = async (): Promise<void> => {
    if (gathered.size === 0) return
    const uses = gathered
    gathered = new Map()
    try {
      await transaction({ db: db }, async ({ db: trx }) => {
        // In one order always, so that two nodes never wait for each other.
        for (const use of [...uses.values()].sort((a, b) => (a.apiClientKey < b.apiClientKey ? -1 : 1)))
          await updateLastUse(trx, use.organizationKey, use.apiClientKey, toTimestamp(use.at))
      })
    } catch (error) {
      for (const [id, use] of uses) if (!gathered.has(id)) gathered.set(id, use)
      onError(error)
    }
  }

  // One after the other, so that whoever waits for the last one has waited for all.
  let last = Promise.resolve()
  const flush = (): Promise<void> => {
    last = last.then(store)
    return last
  }

  const timer = setInterval(flush, flushMilliseconds)
  timer.unref()
  return {
    note(organizationKey, apiClientKey) {
      gathered.set(apiClientKey, { organizationKey, apiClientKey, at: clock.now() })
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}
