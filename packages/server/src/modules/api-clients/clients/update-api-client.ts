import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { parseJwks } from '../../foundation/client-keys/client-jwks.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectJwks, updateApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import type { NewApiClient } from './create-api-client.ts'
import {
  requireAuthorityOverApiClient,
  requireEveryPermissionOfApiClient,
} from './require-authority-over-api-client.ts'

type ApiClientUpdate = Partial<
  Pick<
    NewApiClient,
    'name' | 'description' | 'jwks' | 'hasExpiryReminder' | 'accessTokenType' | 'accessTokenMinutes' | 'mayRotateSecret'
  >
>

/**
 * Changes what is given, and leaves the rest.
 * @throws Problem invalid_body, api_client_not_found, jwks_invalid, permission_missing
 */
export const updateApiClient = (
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  update: ApiClientUpdate,
): Promise<void> =>
  changeApiClient(parts, principal, key, async (parts, row) => {
    const { db, clock } = parts
    const request = {
      ...update,
      name: requireName('name', update.name),
      ...(update.jwks && { jwks: parseJwks(update.jwks) }),
    }
    const { name, description, jwks, hasExpiryReminder, accessTokenType, accessTokenMinutes, mayRotateSecret } = request
    const { organizationKey } = principal
    const held = jwks === undefined ? row : { ...row, jwks: await selectJwks(db, organizationKey, row.key) }
    const { before, after } = differences(held, request)
    if (Object.keys(after).length === 0) return { result: undefined }
    if ('jwks' in after || 'mayRotateSecret' in after) {
      const givesCredentials = Boolean(after.jwks || after.mayRotateSecret)
      const requireAuthority = givesCredentials ? requireEveryPermissionOfApiClient : requireAuthorityOverApiClient
      await requireAuthority(parts, principal, row)
    }
    await updateApiClientRow(db, organizationKey, row.key, {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(jwks === undefined ? {} : { jwks: jwks && JSON.stringify(jwks) }),
      ...(hasExpiryReminder === undefined ? {} : { hasExpiryReminder }),
      ...(accessTokenType === undefined ? {} : { accessTokenType }),
      ...(accessTokenMinutes === undefined ? {} : { accessTokenMinutes }),
      ...(mayRotateSecret === undefined ? {} : { mayRotateSecret }),
      updatedAt: toTimestamp(clock.now()),
    })
    return { result: undefined, change: { action: 'api-client.updated', before, after } }
  })

/** What an update changes, as it was and as it becomes. */
function differences(row: object, request: ApiClientUpdate): Record<'before' | 'after', Record<string, unknown>> {
  const held = row as Record<string, unknown>
  const changed = Object.entries(request).filter(
    ([field, value]) => value !== undefined && !isDeepStrictEqual(value, held[field]),
  )
  const before = changed.map(([field]) => [field, held[field]])
  return { before: Object.fromEntries(before), after: Object.fromEntries(changed) }
}
