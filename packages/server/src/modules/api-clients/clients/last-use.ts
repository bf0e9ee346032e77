import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { updateFirstUse } from './api-client-secrets-repository.ts'
import { updateFirstRequest, updateLastUse } from './api-clients-repository.ts'

const flushMilliseconds = 2_000

/**
 * Remembers when API clients last obtained a token and first called an API, and when a secret was first used. Issuing a
 * token writes nothing: uses are gathered and stored every two seconds and at the stop, the last one of each client.
 */
export interface LastUse {
  note(organizationKey: string, apiClientKey: string): void
  /** An API did what the client asked: only the first time is stored. */
  noteFirstRequest(organizationKey: string, apiClientKey: string): void
  /** A secret was used for the first time. */
  noteSecret(organizationKey: string, secretKey: string): void
  flush(): Promise<void>
  /** Stores what is gathered and ends. */
  close(): Promise<void>
}

interface Use {
  organizationKey: string
  /** Of the client, or of the secret */
  key: string
  at: number
  update: typeof updateLastUse
}

/** By what was used, and how */
type Uses = Map<string, Use>

/** Starts to gather uses, and to store them every two seconds */
export function createLastUse(parts: Parts<'clock' | 'log'>): LastUse {
  const { clock, log } = parts
  let gathered: Uses = new Map()

  const store = async (): Promise<void> => {
    if (gathered.size === 0) return
    const uses = gathered
    gathered = new Map()
    try {
      await transaction(parts, async ({ db }) => {
        // In one order always, so that two nodes never wait for each other.
        for (const [, use] of [...uses].sort(([a], [b]) => (a < b ? -1 : 1)))
          await use.update(db, use.organizationKey, use.key, toTimestamp(use.at))
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
      gathered.set(apiClientKey, { organizationKey, key: apiClientKey, at: clock.now(), update: updateLastUse })
    },
    noteFirstRequest(organizationKey, key) {
      gathered.set(`${key} first`, { organizationKey, key, at: clock.now(), update: updateFirstRequest })
    },
    noteSecret(organizationKey, secretKey) {
      gathered.set(secretKey, { organizationKey, key: secretKey, at: clock.now(), update: updateFirstUse })
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}
