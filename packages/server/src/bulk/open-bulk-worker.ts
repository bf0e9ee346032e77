import { getAccessOfActor } from '../access/access-of-actor.ts'
import { systemClock } from '../config/clock.ts'
import { createLog } from '../config/log.ts'
import { onWork, type Work, wakeForWork } from '../db/announce-work.ts'
import { openDatabase } from '../db/database.ts'
import { createBulkWorker } from '../modules/directory/bulk-changes/create-bulk-worker.ts'
import { openFoundationWrites } from '../modules/foundation/foundation-writes.ts'
import { openDeploymentVault } from '../modules/foundation/master-key/open-deployment-vault.ts'
import { inviteExistingUser } from '../modules/sign-in/invitations/invite-existing-user.ts'
import type { BulkThreadData } from './bulk-messages.ts'

/** What others wait for here is this thread, which has nothing else to do: fewer commits cost less. */
const transactionMilliseconds = 150

/** Work that is stored here for workers of the event loop */
const ofOthers: readonly Work[] = ['mail', 'logout-notices']

/**
 * Carries out bulk operations in this thread, with a database of its own, until it is stopped.
 * @param onStored called when a transaction has stored work for another worker
 */
export async function openBulkWorker(
  { config, environment, turns }: Omit<BulkThreadData, 'compileCache'>,
  onStored: (work: Work) => void,
) {
  const log = createLog(config.logLevel)
  const database = await openDatabase({
    database: config.database,
    dataFolder: config.dataFolder,
    beside: { turns },
    onIdleError: (err) => log.warn({ err }, 'a connection to the database was lost'),
  })
  const { db } = database
  for (const work of ofOthers) onWork(db, work, () => onStored(work))
  const vault = await openDeploymentVault(database, config.dataFolder, environment)
  const parts = { db, clock: systemClock, config, log, vault }
  const bulk = createBulkWorker(
    { ...parts, accessOfActor: getAccessOfActor, inviteUser: inviteExistingUser },
    { transactionMilliseconds },
  )
  const workers = [...openFoundationWrites(parts), bulk]
  for (const worker of workers) await worker.start()
  return {
    wake: () => wakeForWork(db, 'bulk-users'),
    async stop(): Promise<void> {
      for (const worker of workers.toReversed()) await worker.stop()
      await database.close()
    },
  }
}
