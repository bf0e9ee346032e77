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
 * @param signal ends it after the slice that is under way
 */
export async function deleteExpiredSamlRows({ db, clock }: Parts<'clock'>, signal: AbortSignal): Promise<void> {
  const now = toTimestamp(clock.now())
  await deleteExpiredSamlMessages(db, now, signal)
  await deleteExpiredSamlNames(db, now, signal)
  await deleteExpiredCertificateReminders(db, now, signal)
}
