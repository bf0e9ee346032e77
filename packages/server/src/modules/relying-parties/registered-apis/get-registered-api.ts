import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type RegisteredApi, registeredApiNotFound } from './registered-api.ts'
import { lockRegisteredApiRow, selectRegisteredApi } from './registered-apis-repository.ts'

/** @throws Problem registered_api_not_found */
export async function getRegisteredApi(
  { db }: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<RegisteredApi> {
  const api = await selectRegisteredApi(db, organizationKey, { key: normalKey(key) })
  if (!api) throw registeredApiNotFound(key)
  return api
}

/**
 * Reads an API for a change: nobody else changes it, its scopes or who holds them before the transaction ends.
 * @throws Problem registered_api_not_found
 */
export async function lockRegisteredApi(
  { db }: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<RegisteredApi> {
  const api = await lockRegisteredApiRow(db, organizationKey, normalKey(key))
  if (!api) throw registeredApiNotFound(key)
  return api
}
