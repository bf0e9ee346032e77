import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { lockApiClient, recordApiClientChange, requireApiClient } from '../../api-clients/clients/change-api-client.ts'
import { type Principal, requirePermission } from '../../foundation/permissions/principal.ts'
import { changeGrantedScopes, type GrantedScopes, getGrantedScopes } from './change-granted-scopes.ts'
import { getRegisteredApi, lockRegisteredApi } from './get-registered-api.ts'

/** @throws Problem registered_api_not_found, api_client_not_found */
export async function getApiClientScopes(
  parts: Parts,
  principal: Principal,
  apiKey: string,
  apiClientKey: string,
): Promise<GrantedScopes> {
  const api = await getRegisteredApi(parts, principal, apiKey)
  const { key } = await requireApiClient(parts, principal.organizationKey, normalKey(apiClientKey))
  return getGrantedScopes(parts, principal, { type: 'api-client', key }, api)
}

/**
 * Locks both, so that neither is deleted and nobody gives other scopes before the transaction ends.
 * @throws Problem registered_api_not_found, api_client_not_found
 */
export async function lockApiClientScopes(parts: Parts, principal: Principal, apiKey: string, apiClientKey: string) {
  const api = await lockRegisteredApi(parts, principal, apiKey)
  const client = await lockApiClient(parts, principal, apiClientKey)
  return { api, client }
}

/**
 * From now on the API client gets tokens with these scopes of the API and no others. Tokens that it has stay valid for an
 * API that checks their signature alone; the introspection endpoint names what is left of their scopes.
 *
 * What scopes allow lies outside of Portico, so nobody holds them here: who may manage both authentication and API clients
 * gives them.
 * @throws Problem permission_missing, registered_api_not_found, api_client_not_found, registered_api_scope_unknown
 */
export async function replaceApiClientScopes(
  parts: Parts<'clock'>,
  principal: Principal,
  apiKey: string,
  apiClientKey: string,
  { scopes }: GrantedScopes,
): Promise<void> {
  requirePermission(principal, 'User and access management > Manage API clients')
  return transaction(parts, async (parts) => {
    const { api, client } = await lockApiClientScopes(parts, principal, apiKey, apiClientKey)
    const change = await changeGrantedScopes(parts, principal, { type: 'api-client', key: client.key }, api, scopes)
    if (change)
      await recordApiClientChange(parts, principal, client, { action: 'api-client.scopes-changed', ...change })
  })
}
