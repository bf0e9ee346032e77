import { announceWork } from '../../../db/announce-work.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { makeWaitingMailsDue } from './due-mails-repository.ts'

/** Ends the waiting of mails that the former settings delayed: in the transaction that changes the settings. */
export async function sendWaitingMails({ db, clock }: Parts<'clock'>, organizationKey: string): Promise<void> {
  await makeWaitingMailsDue(db, organizationKey, toTimestamp(clock.now()))
  announceWork(db, 'mail')
}
