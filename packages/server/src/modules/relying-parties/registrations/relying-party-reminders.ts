import type { ReminderSource } from '../../api-clients/secret-reminders/secret-reminders.ts'
import { markReminded, selectExpiringSecrets } from './relying-party-secrets-repository.ts'

/** The secrets of sign-in applications that expire soon, for those who manage authentication */
export const relyingPartyReminders: ReminderSource = {
  of: 'relying-party',
  permission: 'User and access management > Manage authentication',
  list: ({ db }, page) => selectExpiringSecrets(db, page),
  claim: ({ db }, secret, now) => markReminded(db, secret, now),
}
