import type { Parts } from '../../../db/parts.ts'
import { type Storing, storeRegularly } from '../../../db/store-regularly.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import type { ClientKind } from './client-kind.ts'
import { updateSecretUse } from './client-secrets-repository.ts'

const flushMilliseconds = 2_000

/** What was used, and how that is stored */
interface Use {
  organizationKey: string
  /** Of what was used */
  key: string
  update: (db: Db, organizationKey: string, key: string, usedAt: string) => Promise<void>
}

/** Uses of clients of one kind that are stored every two seconds and at the stop, the last one of each id */
interface GatheredUses extends Storing {
  note(id: string, use: Use): void
  /** A secret was used. */
  noteSecret(organizationKey: string, secretKey: string): void
}

/** Starts to gather uses, so that issuing a token writes nothing. */
export function createGatheredUses(parts: Parts<'clock' | 'log'>, kind: ClientKind): GatheredUses {
  const { clock, log } = parts
  let gathered = new Map<string, Use & { at: number }>()

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
      throw err
    }
  }

  const storing = storeRegularly(flushMilliseconds, store, (err) =>
    log.warn({ err, clients: kind.type }, 'the last use of clients could not be stored yet'),
  )
  const note = (id: string, use: Use): void => {
    gathered.set(id, { ...use, at: clock.now() })
  }
  return {
    note,
    noteSecret(organizationKey, key) {
      const update: Use['update'] = (db, ...use) => updateSecretUse(db, kind, ...use)
      note(key, { organizationKey, key, update })
    },
    ...storing,
  }
}
