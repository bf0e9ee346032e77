import Provider, { errors } from 'oidc-provider'
import type { Parts } from '../../../db/parts.ts'
import { sharedTransaction } from '../../../db/shared-transaction.ts'

type WriteParts = Parts<'clock' | 'vault'>
export type Write = (parts: WriteParts) => Promise<void>

/** A code, a refresh token or a pushed request that another request was faster to use */
export class UsedBefore extends errors.InvalidGrant {
  readonly model: string

  constructor(model: string) {
    super('it was used before')
    this.model = model
  }
}

/** Gathers what the library writes while it answers the request of this context. */
export function gatherWrites(ctx: { state: Record<string, unknown> }): Write[] {
  const writes: Write[] = []
  ctx.state.writes = writes
  return writes
}

/**
 * Stores something with all else that the request under way writes, once it is answered: in one transaction, which is one
 * commit instead of three, and all or nothing. At once where no request is under way that gathers.
 */
export async function storeLater(parts: WriteParts, write: Write): Promise<void> {
  const writes = Provider.ctx?.state.writes as Write[] | undefined
  if (writes) writes.push(write)
  else await write(parts)
}

/** @throws UsedBefore, with nothing stored */
export async function storeGathered(parts: WriteParts, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return
  await sharedTransaction(parts.db, async (db) => {
    for (const write of writes) await write({ ...parts, db })
  })
}
