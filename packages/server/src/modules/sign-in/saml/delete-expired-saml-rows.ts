import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import {
  deleteExpiredCertificateReminders,
  deleteExpiredSamlMessages,
  deleteExpiredSamlNames,
} from './saml-repository.ts'

/**
 * Of all organizations: messages that would not be accepted any more by themselves, names of sessions long past, and which
 * certificates that have ended somebody was reminded of
 */
export async function deleteExpiredSamlRows({ db, clock }: Parts<'clock'>): Promise<void> {
  const now = toTimestamp(clock.now())
  await deleteExpiredSamlMessages(db, now)
  await deleteExpiredSamlNames(db, now)
  await deleteExpiredCertificateReminders(db, now)
}
