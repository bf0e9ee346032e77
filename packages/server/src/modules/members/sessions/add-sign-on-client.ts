import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { insertSignOnClient } from './sign-on-repository.ts'

/**
 * Stores that a session has signed its user in in an application, the first time.
 * @param at milliseconds since 1970, by the clock that tokens are issued by
 */
export const addSignOnClient = (
  { db }: Parts,
  organizationKey: string,
  { at, ...client }: { sid: string; uid: string; clientId: string; at: number },
): Promise<void> => insertSignOnClient(db, organizationKey, { ...client, now: toTimestamp(at) })
