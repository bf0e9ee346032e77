import { setImmediate } from 'node:timers/promises'
import { inSlices } from '../../../db/in-slices.ts'
import { lockAuditBlocks } from '../../../db/lock-audit-blocks.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { takeGrownTrails } from './audit-counts-repository.ts'
import { selectOrganizationKeys } from './audit-repository.ts'
import { insertLargeBlock, insertNextBlock } from './close-audit-blocks-repository.ts'

/** Entries in a block, and blocks in a large one */
const sizes = { block: 1_000, largeBlock: 64 }

/**
 * Counts the trail of an organization in blocks, as far as there are enough entries. Lists of the trail are exact whether
 * or not that was done; it makes them fast.
 * @param signal ends it after the block that is under way
 */
export async function closeAuditBlocks(
  parts: Parts,
  organizationKey: string,
  { block, largeBlock } = sizes,
  signal?: AbortSignal,
): Promise<void> {
  const closeNext = () =>
    transaction(parts, async ({ db }) => {
      await lockAuditBlocks(db, organizationKey)
      const isClosed = await insertNextBlock(db, organizationKey, block)
      if (isClosed) await insertLargeBlock(db, organizationKey, largeBlock)
      return isClosed
    })
  await inSlices(closeNext, signal)
}

/** Does so for what this process has stored; the first time, and once in a while, for whatever any process has stored. */
export function createAuditBlockCloser(parts: Parts, everyRuns: number): (signal: AbortSignal) => Promise<void> {
  let run = 0
  return async (signal) => {
    const grown = takeGrownTrails(parts.db)
    const organizations = run++ % everyRuns === 0 ? await selectOrganizationKeys(parts.db) : grown
    for (const organizationKey of organizations) {
      signal.throwIfAborted()
      await closeAuditBlocks(parts, organizationKey, sizes, signal)
      await setImmediate()
    }
  }
}
