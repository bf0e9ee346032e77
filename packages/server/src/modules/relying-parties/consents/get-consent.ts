import type { Parts } from '../../../db/parts.ts'
import { selectConsentScopes, selectConsentsOfUser } from './consents-repository.ts'

/** The scopes that the user allows the relying party; none where they were never asked. */
export const getConsentedScopes = (
  { db }: Parts,
  organizationKey: string,
  userKey: string,
  relyingPartyKey: string,
): Promise<string[]> => selectConsentScopes(db, { organizationKey, userKey, relyingPartyKey })

/** What the user has allowed which relying party, by the names of these */
export async function listConsentsOfUser({ db }: Parts, organizationKey: string, userKey: string) {
  const rows = await selectConsentsOfUser(db, organizationKey, userKey)
  return rows.map(({ scopes, ...consent }) => ({ ...consent, scopes: scopes.split(' ') }))
}
