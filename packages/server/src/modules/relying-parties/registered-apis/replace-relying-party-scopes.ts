import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import {
  lockRelyingParty,
  recordRelyingPartyChange,
  requireRelyingParty,
} from '../registrations/change-relying-party.ts'
import { requireAuthorityInStages } from '../registrations/require-named-keys.ts'
import { changeGrantedScopes, type GrantedScopes, getGrantedScopes } from './change-granted-scopes.ts'
import { getRegisteredApi, lockRegisteredApi } from './get-registered-api.ts'

/** @throws Problem registered_api_not_found, relying_party_not_found */
export async function getRelyingPartyScopes(
  parts: Parts,
  principal: Principal,
  apiKey: string,
  relyingPartyKey: string,
): Promise<GrantedScopes> {
  const api = await getRegisteredApi(parts, principal, apiKey)
  const { key } = await requireRelyingParty(parts, principal.organizationKey, normalKey(relyingPartyKey))
  return getGrantedScopes(parts, principal, { type: 'relying-party', key }, api)
}

/**
 * Locks both, so that neither is deleted and nobody gives other scopes before the transaction ends.
 * @throws Problem registered_api_not_found, relying_party_not_found
 */
export async function lockRelyingPartyScopes(
  parts: Parts,
  principal: Principal,
  apiKey: string,
  relyingPartyKey: string,
) {
  const api = await lockRegisteredApi(parts, principal, apiKey)
  const relyingParty = await lockRelyingParty(parts, principal, relyingPartyKey)
  return { api, relyingParty }
}

/**
 * From now on the sign-in application may ask for these scopes of the API, for the people who sign in to it, and for no
 * others.
 * @throws Problem registered_api_not_found, relying_party_not_found, permission_missing, registered_api_scope_unknown
 */
export const replaceRelyingPartyScopes = (
  parts: Parts<'clock'>,
  principal: Principal,
  apiKey: string,
  relyingPartyKey: string,
  { scopes }: GrantedScopes,
): Promise<void> =>
  transaction(parts, async (parts) => {
    const { api, relyingParty } = await lockRelyingPartyScopes(parts, principal, apiKey, relyingPartyKey)
    await requireAuthorityInStages(parts, principal, [relyingParty.environmentKey])
    const grantee = { type: 'relying-party', key: relyingParty.key } as const
    const change = await changeGrantedScopes(parts, principal, grantee, api, scopes)
    if (!change) return
    await recordRelyingPartyChange(parts, principal, relyingParty, {
      action: 'relying-party.scopes-changed',
      ...change,
    })
  })
