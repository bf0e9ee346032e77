import { type Portico, PorticoError } from '@portico/sdk'
import type { ImportJournal } from './import-journal.ts'
import { mostUnderWay } from './import-rows.ts'

/**
 * Has the journal forget what the server no longer knows: after a backup was restored, or the server was reset, users are
 * gone that were imported. Asked for are the last batches, as many as were under way at once: what a backup has of them, it has
 * of those before.
 * @returns whether there were such
 */
export async function forgetLostBatches({ bulkUsers }: Portico, journal: ImportJournal): Promise<boolean> {
  const keys = [...journal.settled.values()].flatMap(({ operation }) => operation ?? [])
  const known = keys.slice(-mostUnderWay).map((key) =>
    bulkUsers.get(key).then(
      () => true,
      (error) => {
        if (error instanceof PorticoError && error.status === 404) return false
        throw error
      },
    ),
  )
  if ((await Promise.all(known)).every(Boolean)) return false
  journal.forget()
  return true
}
