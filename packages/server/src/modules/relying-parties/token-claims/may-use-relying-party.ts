import type { Parts } from '../../../db/parts.ts'
import type { RelyingPartySettings } from '../registrations/relying-party.ts'
import { usersOfRelyingParty } from './users-of-relying-party.ts'

/** Whether the user is among those for whom the relying party is, at this moment. */
export async function mayUseRelyingParty(
  parts: Parts,
  organizationKey: string,
  userKey: string,
  relyingParty: Pick<RelyingPartySettings, 'allowedUsers'>,
): Promise<boolean> {
  if (relyingParty.allowedUsers.who === 'everybody') return true
  return (await usersOfRelyingParty(parts, organizationKey, [userKey], relyingParty)).has(userKey)
}
