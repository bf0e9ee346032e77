import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockRegisteredApi } from './get-registered-api.ts'
import { registeredApiEntity } from './registered-api.ts'
import { deleteRegisteredApiRow } from './registered-apis-repository.ts'

/**
 * Deletes an API that is not active, and takes its scopes from everybody.
 * @throws Problem registered_api_not_found, registered_api_active
 */
export function deleteRegisteredApi(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const api = await lockRegisteredApi(parts, principal, key)
    if (api.isActive) {
      throw new Problem('registered_api_active', `Deactivate the API '${api.name}' first, then delete it.`)
    }
    await deleteRegisteredApiRow(parts.db, organizationKey, api.key)
    const { name, audience, scopes } = api
    await recordChange(parts, principal, {
      action: 'registered-api.deleted',
      entity: registeredApiEntity(api),
      before: { name, audience, scopes },
    })
    await announceChange(parts.db, organizationKey)
  })
}
