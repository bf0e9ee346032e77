import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { insertSignOnClient } from './sign-on-repository.ts'

/** Stores that a session has signed its user in in an application, the first time. */
export const addSignOnClient = (
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  { sid, uid, clientId }: { sid: string; uid: string; clientId: string },
): Promise<void> => insertSignOnClient(db, organizationKey, { sid, uid, clientId, now: toTimestamp(clock.now()) })
