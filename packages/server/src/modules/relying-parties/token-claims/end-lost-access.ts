import type { Parts } from '../../../db/parts.ts'
import { endSignOnOfClient } from '../../members/sessions/end-sign-ons.ts'
import type { RelyingPartyDirectory } from '../registrations/relying-party-directory.ts'
import { mayUseRelyingParty } from './may-use-relying-party.ts'
import { selectSignedInClients } from './signed-in-clients-repository.ts'

/** A few milliseconds of SQLite's time each */
const mostAtOnce = 300

/**
 * Looks through the sessions of relying parties that are not for everybody, some at a time: where a user has lost the role or
 * the group by which they might use one, its part of the session ends, and it is told. What it asks the server for is
 * refused at once, without this.
 * @param after where the last look ended; empty at first
 * @returns where the next one goes on
 */
export async function endLostAccess(
  parts: Parts<'clock'> & { relyingPartyDirectory: RelyingPartyDirectory },
  after: string,
): Promise<string> {
  const clients = await selectSignedInClients(parts.db, after, mostAtOnce)
  for (const { organizationKey, clientId, sid, userKey } of clients) {
    const relyingParty = await parts.relyingPartyDirectory.find(organizationKey, clientId)
    if (!relyingParty || (await mayUseRelyingParty(parts, organizationKey, userKey, relyingParty))) continue
    await endSignOnOfClient(parts, organizationKey, { sid, clientId, userKey })
  }
  return clients.length === mostAtOnce ? (clients.at(-1)?.sid ?? '') : ''
}
