import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import {
  requireAuthorityOverApiClient,
  requireEveryPermissionOfApiClient,
} from './require-authority-over-api-client.ts'

/**
 * No new tokens, and those that were issued are refused, until it is resumed.
 * @throws Problem api_client_not_found, permission_missing
 */
export const suspendApiClient = (parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> =>
  setSuspended(parts, principal, key, true)

/**
 * It works again, with the tokens and the credentials that it had.
 * @throws Problem api_client_not_found, permission_missing
 */
export const resumeApiClient = (parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> =>
  setSuspended(parts, principal, key, false)

const setSuspended = (parts: Parts<'clock'>, principal: Principal, key: string, isSuspended: boolean): Promise<void> =>
  changeApiClient(parts, principal, key, async (parts, row) => {
    const { db, clock } = parts
    if (row.isSuspended === isSuspended) return { result: undefined }
    const requireAuthority = isSuspended ? requireAuthorityOverApiClient : requireEveryPermissionOfApiClient
    await requireAuthority(parts, principal, row)
    const updatedAt = toTimestamp(clock.now())
    await updateApiClientRow(db, principal.organizationKey, row.key, { isSuspended, updatedAt })
    const action = isSuspended ? 'api-client.suspended' : 'api-client.resumed'
    return { result: undefined, change: { action, before: { isSuspended: row.isSuspended }, after: { isSuspended } } }
  })
