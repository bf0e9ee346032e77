import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
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

/** Starts to gather uses, and to store them every two seconds */
export function createLastUse(parts: Parts<'clock' | 'log'>): LastUse {
  const { clock, log } = parts
  let gathered = new Map<string, { organizationKey: string; apiClientKey: string; at: number }>()

  const store = async (): Promise<void> => {
    if (gathered.size === 0) return
    const uses = gathered
    gathered = new Map()
    try {
      await transaction(parts, async ({ db }) => {
        // In one order always, so that two nodes never wait for each other.
        for (const use of [...uses.values()].sort((a, b) => (a.apiClientKey < b.apiClientKey ? -1 : 1)))
          await updateLastUse(db, use.organizationKey, use.apiClientKey, toTimestamp(use.at))
      })
    } catch (err) {
      for (const [id, use] of uses) if (!gathered.has(id)) gathered.set(id, use)
      log.warn({ err }, 'the last use of API clients could not be stored yet')
    }
  }

  // One after the other, so that waiting for the last one waits for all.
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
