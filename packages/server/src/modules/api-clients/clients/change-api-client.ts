import { announceChange } from '../../../db/change-feed.ts'
import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { ApiClientRow } from './api-client.ts'
import { selectApiClient } from './api-client-lists-repository.ts'
import { lockApiClientRow } from './api-clients-repository.ts'

/** @throws Problem api_client_not_found */
export async function requireApiClient({ db }: Parts, organizationKey: string, key: string): Promise<ApiClientRow> {
  const row = await selectApiClient(db, organizationKey, key)
  if (!row) throw new Problem('api_client_not_found', `There is no API client with the key ${key}.`)
  return row
}

/**
 * Reads a client for a change: nobody else changes it, its secrets or its permissions before the transaction ends.
 * @throws Problem api_client_not_found
 */
export async function lockApiClient(parts: Parts, { organizationKey }: Principal, key: string): Promise<ApiClientRow> {
  await lockApiClientRow(parts.db, organizationKey, normalKey(key))
  return requireApiClient(parts, organizationKey, normalKey(key))
}

/**
 * Locks and reads the client, has `work` change it, records the change that it returns, and tells every cache.
 * @throws Problem api_client_not_found
 */
export function changeApiClient<P extends Parts<'clock'>, T>(
  parts: P,
  principal: Principal,
  key: string,
  work: (parts: P, row: ApiClientRow) => Promise<{ result: T; change?: Omit<AuditedChange, 'entity'> }>,
): Promise<T> {
  return transaction(parts, async (parts) => {
    const row = await lockApiClient(parts, principal, key)
    const { result, change } = await work(parts, row)
    if (change) await recordApiClientChange(parts, principal, row, change)
    return result
  })
}

/** Records a change of the client in the audit trail, and announces it to every cache */
export async function recordApiClientChange(
  parts: Parts<'clock'>,
  principal: Principal,
  { key, name }: { key: string; name: string },
  change: Omit<AuditedChange, 'entity'>,
): Promise<void> {
  await recordChange(parts, principal, { ...change, entity: { type: 'api-client', key, name } })
  await announceChange(parts.db, principal.organizationKey)
}
