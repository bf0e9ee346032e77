import type { Database } from '@portico/server/db/database.ts'
import { until } from './until.ts'

/** Until this process has asked what others have changed, after this moment, and got the answer. */
export async function changesKnown({ changes }: Pick<Database, 'changes'>): Promise<void> {
  const begun = performance.now()
  await until(() => changes.age() < performance.now() - begun, 20_000)
}
