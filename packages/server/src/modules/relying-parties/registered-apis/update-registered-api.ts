import { isDeepStrictEqual } from 'node:util'
import { announceChange } from '../../../db/change-feed.ts'
import { toFlag } from '../../../db/flag.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockRegisteredApi } from './get-registered-api.ts'
import { type RegisteredApi, registeredApiEntity } from './registered-api.ts'
import { replaceScopes, updateRegisteredApiRow } from './registered-apis-repository.ts'
import type { RegisteredApiEditRequest } from './registered-apis-schemas.ts'
import { requireScopes } from './require-scopes.ts'

/**
 * Changes what is given. A scope that is given no more is taken from everybody who has it. An API that is not active gets
 * no tokens, and those already issued are not active for whoever asks at the introspection endpoint.
 * @throws Problem registered_api_not_found, invalid_body, registered_api_scope_invalid
 */
export function updateRegisteredApi(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: RegisteredApiEditRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const held = await lockRegisteredApi(parts, principal, key)
    const asked = {
      ...request,
      name: requireName('name', request.name),
      scopes: request.scopes && requireScopes(request.scopes),
    }
    const fields = ['name', 'scopes', 'accessTokenMinutes', 'isActive'] as const
    const changed = fields.filter(
      (field) => asked[field] !== undefined && !isDeepStrictEqual(asked[field], held[field]),
    )
    if (changed.length === 0) return
    const next: RegisteredApi = { ...held, ...Object.fromEntries(changed.map((field) => [field, asked[field]])) }
    await updateRegisteredApiRow(db, organizationKey, held.key, {
      name: next.name,
      access_token_minutes: next.accessTokenMinutes,
      is_active: toFlag(next.isActive),
      updated_at: toTimestamp(clock.now()),
    })
    if (changed.includes('scopes')) await replaceScopes(db, organizationKey, held.key, next.scopes)
    const only = (api: RegisteredApi) => Object.fromEntries(changed.map((field) => [field, api[field]]))
    await recordChange(parts, principal, {
      action: 'registered-api.updated',
      entity: registeredApiEntity(next),
      before: only(held),
      after: only(next),
    })
    await announceChange(db, organizationKey)
  })
}
