import type { Parts } from '../../../db/parts.ts'
import { selectAuthenticator } from './authenticators-repository.ts'
import { passkeyAnswer } from './list-passkeys.ts'
import { selectPasskeys } from './passkeys-repository.ts'

/** The passkeys of a user, the oldest first, and since when they have an authenticator app; null where they have none. */
export async function listUserFactors({ db }: Parts, organizationKey: string, userKey: string) {
  const passkeys = await selectPasskeys(db, organizationKey, userKey)
  const authenticator = await selectAuthenticator(db, organizationKey, userKey)
  return {
    passkeys: passkeys.map(passkeyAnswer),
    authenticatorAddedAt: authenticator?.confirmedAt ?? null,
  }
}
