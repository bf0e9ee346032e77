import type { Parts } from '../../../db/parts.ts'
import { markReminded, selectExpiringSecrets } from './api-client-secrets-repository.ts'
import type { ExpiringSecret, ExpiringSecretPage } from './client-secret.ts'

/** Newest secrets without a reminder so far, of clients that want one and are not suspended, page by page. */
export const listExpiringSecrets = ({ db }: Parts, page: ExpiringSecretPage): Promise<ExpiringSecret[]> =>
  selectExpiringSecrets(db, page)

/** Stores, in the transaction of the mails, that they are sent. @returns false where another node was first */
export const claimReminder = ({ db }: Parts, secret: ExpiringSecret, now: string): Promise<boolean> =>
  markReminded(db, secret, now)
