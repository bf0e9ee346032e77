import { announceChange } from '../../../db/change-feed.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { defaultAccessTokenMinutes, registeredApiEntity } from './registered-api.ts'
import { insertRegisteredApi, replaceScopes } from './registered-apis-repository.ts'
import type { RegisteredApiCreateRequest } from './registered-apis-schemas.ts'
import { comparedAudience, requireAudience } from './require-audience.ts'
import { requireScopes } from './require-scopes.ts'

/**
 * Registers an API. Nobody gets tokens for it before somebody is given scopes of it.
 * @throws Problem invalid_body, registered_api_audience_invalid, registered_api_scope_invalid, registered_api_audience_taken
 */
export function createRegisteredApi(
  parts: Parts<'clock' | 'publicUrl'>,
  principal: Principal,
  request: RegisteredApiCreateRequest,
): Promise<{ key: string }> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const { audience, accessTokenMinutes = defaultAccessTokenMinutes } = request
    const name = requireName('name', request.name)
    const scopes = requireScopes(request.scopes)
    await requireAudience(parts, audience)
    const key = newKey(clock.now())
    const now = toTimestamp(clock.now())
    const taken = new Problem(
      'registered_api_audience_taken',
      `The audience ${audience} belongs to a registered API already, or differs from its audience in nothing but upper and lower case or a slash at the end.`,
    )
    await refuseTakenName(taken, () =>
      insertRegisteredApi(db, organizationKey, {
        key,
        name,
        audience,
        audience_compared: comparedAudience(audience),
        access_token_minutes: accessTokenMinutes,
        is_active: 1,
        created_at: now,
        updated_at: now,
      }),
    )
    await replaceScopes(db, organizationKey, key, scopes)
    await recordChange(parts, principal, {
      action: 'registered-api.created',
      entity: registeredApiEntity({ key, name }),
      after: { name, audience, scopes, accessTokenMinutes, isActive: true },
    })
    await announceChange(db, organizationKey)
    return { key }
  })
}
