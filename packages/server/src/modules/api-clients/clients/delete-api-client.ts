import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { deleteUses } from './api-client-uses-repository.ts'
import { deleteApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import { requireAuthorityOverApiClient } from './require-authority-over-api-client.ts'

/** @throws Problem api_client_not_found, permission_missing, api_client_not_suspended */
export const deleteApiClient = (parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> =>
  changeApiClient(parts, principal, key, async (parts, row) => {
    await requireAuthorityOverApiClient(parts, principal, row)
    if (!row.isSuspended) {
      throw new Problem('api_client_not_suspended', `Suspend the API client '${row.name}' first, then delete it.`)
    }
    await deleteUses(parts.db, principal.organizationKey, row.key)
    await deleteApiClientRow(parts.db, principal.organizationKey, row.key)
    const before = { name: row.name, clientId: row.clientId }
    return { result: undefined, change: { action: 'api-client.deleted', before } }
  })
