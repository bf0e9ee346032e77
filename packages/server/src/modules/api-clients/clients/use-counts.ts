import type { Parts } from '../../../db/parts.ts'
import { type Storing, storeRegularly } from '../../../db/store-regularly.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { addUses, type CountedUse, deleteOldUses } from './api-client-uses-repository.ts'

const hourLong = 3_600_000
const flushMilliseconds = 10_000

/** How long uses are kept */
const keptUseHours = 31 * 24

/**
 * What became of a use: `token` and `request` where it was granted; `token <reason>` and `request <error code>` where it was
 * refused; `key <kid>` where a key has proven who the client is. Nothing that a caller chooses is in it, so that there are
 * few.
 */
type UseOutcome = 'token' | 'request' | `key ${string}` | `token ${string}` | `request ${string}`

/** Counts the uses of API clients, by hour. */
export interface UseCounts extends Storing {
  count(organizationKey: string, apiClientKey: string, outcome: UseOutcome): void
}

/** Starts to count, and to store the counts every ten seconds: a use writes nothing itself. */
export function createUseCounts(parts: Parts<'clock' | 'log'>): UseCounts {
  const { clock, log } = parts
  let counted = new Map<string, CountedUse>()
  /** The hour for which old uses of a client were deleted, by client */
  let cleaned = { hour: '', clients: new Set<string>() }
  let current = { begins: Number.NaN, hour: '' }

  /** The hour it is. Each token asks, so its text is made once. */
  const currentHour = (): string => {
    const begins = beginningOfHour(clock.now())
    if (current.begins !== begins) current = { begins, hour: toTimestamp(begins) }
    return current.hour
  }

  const add = (use: CountedUse): void => {
    const id = `${use.apiClientKey} ${use.hour} ${use.outcome}`
    const before = counted.get(id)
    if (before) before.uses += use.uses
    else counted.set(id, use)
  }

  async function store(): Promise<void> {
    if (counted.size === 0) return
    const uses = counted
    counted = new Map()
    const hour = currentHour()
    if (cleaned.hour !== hour) cleaned = { hour, clients: new Set() }
    const oldest = toTimestamp(beginningOfHour(clock.now()) - keptUseHours * hourLong)
    try {
      await transaction(parts, async ({ db }) => {
        // In one order always, so that two nodes never wait for each other.
        for (const [, use] of [...uses].sort(([a], [b]) => (a < b ? -1 : 1))) {
          await addUses(db, use)
          if (cleaned.clients.has(use.apiClientKey)) continue
          await deleteOldUses(db, use.organizationKey, use.apiClientKey, oldest)
        }
      })
      for (const { apiClientKey } of uses.values()) cleaned.clients.add(apiClientKey)
    } catch (err) {
      for (const use of uses.values()) add(use)
      throw err
    }
  }

  const storing = storeRegularly(flushMilliseconds, store, (err) =>
    log.warn({ err }, 'the uses of API clients could not be stored yet'),
  )
  return {
    count(organizationKey, apiClientKey, outcome) {
      add({ organizationKey, apiClientKey, hour: currentHour(), outcome, uses: 1 })
    },
    ...storing,
  }
}

export const beginningOfHour = (time: number): number => time - (time % hourLong)
