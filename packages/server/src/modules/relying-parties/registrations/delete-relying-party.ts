import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changeRelyingParty, settingsOf } from './change-relying-party.ts'
import { deleteRelyingPartyRow } from './relying-parties-repository.ts'
import { requireAuthorityInStages } from './require-named-keys.ts'

/**
 * Deletes it with its secrets: from then on, nobody signs in to it.
 * @throws Problem relying_party_not_found, permission_missing
 */
export const deleteRelyingParty = (parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> =>
  changeRelyingParty(parts, principal, key, async (parts, held) => {
    await requireAuthorityInStages(parts, principal, [held.environmentKey])
    await deleteRelyingPartyRow(parts.db, principal.organizationKey, held.key)
    const before = { clientId: held.clientId, ...settingsOf(held) }
    return { result: undefined, change: { action: 'relying-party.deleted', before } }
  })
