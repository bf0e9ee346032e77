import type { Parts } from '../../../db/parts.ts'
import { attentionMilliseconds } from './api-client.ts'
import { markReminded, selectExpiringSecrets } from './api-client-secrets-repository.ts'
import type { ExpiringSecret } from './client-secret.ts'

/** How long before a secret expires those who manage API clients are told. */
export const reminderMilliseconds = attentionMilliseconds

/** Newest secrets without a reminder so far, of clients that want one and are not suspended, page by page. */
export const listExpiringSecrets = (
  { db }: Parts,
  page: { now: string; until: string; after: ExpiringSecret | undefined; limit: number },
): Promise<ExpiringSecret[]> => selectExpiringSecrets(db, page)

/** Stores, in the transaction of the mails, that they are sent. @returns false where another node was first */
export const claimReminder = ({ db }: Parts, secret: ExpiringSecret, now: string): Promise<boolean> =>
  markReminded(db, secret, now)
