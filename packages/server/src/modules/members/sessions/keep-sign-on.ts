import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { keepSignOnUntil } from './sign-on-repository.ts'

const dayMilliseconds = 86_400_000

/**
 * Keeps a session for as long as a refresh token that is issued in it: what nobody has ended decides what the token is
 * worth. A day more, so that the next sign-ins of the session need no write.
 * @param seconds for how long the token is valid from now
 */
export const keepSignOn = (
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  uid: string,
  seconds: number,
): Promise<void> => {
  const until = clock.now() + seconds * 1000
  return keepSignOnUntil(db, organizationKey, uid, {
    atLeast: toTimestamp(until),
    otherwise: toTimestamp(until + dayMilliseconds),
  })
}
