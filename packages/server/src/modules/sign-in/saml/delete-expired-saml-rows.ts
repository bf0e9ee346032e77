import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { deleteExpiredSamlMessages, deleteExpiredSamlNames } from './saml-repository.ts'

/** Of all organizations: messages that would not be accepted any more by themselves, and names of sessions long past */
export async function deleteExpiredSamlRows({ db, clock }: Parts<'clock'>): Promise<void> {
  const now = toTimestamp(clock.now())
  await deleteExpiredSamlMessages(db, now)
  await deleteExpiredSamlNames(db, now)
}
