import type { Db } from '../../../db/transaction.ts'
import { attentionMilliseconds } from './api-client.ts'
import { type ExpiringSecret, markReminded, selectExpiringSecrets } from './api-client-secrets-repository.ts'

export type { ExpiringSecret }

/** How long before a secret expires those who manage API clients are told. */
export const reminderMilliseconds = attentionMilliseconds

/** Newest secrets about which nobody was told yet, of clients that want it and are not suspended, page by page. */
export const expiringSecrets = (
  db: Db,
  page: { now: string; until: string; after: ExpiringSecret | undefined; limit: number },
): Promise<ExpiringSecret[]> => selectExpiringSecrets(db, page)

/** Notes, in the transaction of the mails, that they go out. @returns false where another node was first */
export const claimReminder = (trx: Db, secret: ExpiringSecret, now: string): Promise<boolean> =>
  markReminded(trx, secret, now)
