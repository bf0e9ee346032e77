import { inSlices } from '../../../db/in-slices.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { deleteMailsBefore } from './due-mails-repository.ts'

const keptMilliseconds = 30 * 24 * 3_600_000
const deletedAtOnce = 200

/**
 * Deletes the mails that are older than 30 days, of all organizations.
 * @param signal ends it after the slice that is under way
 */
export async function deleteOldMails({ db, clock }: Parts<'clock'>, signal: AbortSignal): Promise<void> {
  const before = toTimestamp(clock.now() - keptMilliseconds)
  await inSlices(async () => (await deleteMailsBefore(db, before, deletedAtOnce)) === deletedAtOnce, signal)
}
