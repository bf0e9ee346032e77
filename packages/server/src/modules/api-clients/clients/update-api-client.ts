import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { parseJwks } from '../../foundation/client-keys/client-jwks.ts'
import { keyOrigins } from '../../foundation/client-keys/key-origins.ts'
import { creatorOf } from '../../foundation/permissions/creator.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectKeys } from './api-client-keys-repository.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import type { NewApiClient } from './create-api-client.ts'
import {
  requireAuthorityOverApiClient,
  requireEveryPermissionOfApiClient,
} from './require-authority-over-api-client.ts'
import { requireKeysOrAddress } from './require-keys-or-address.ts'

type ApiClientUpdate = Partial<
  Pick<
    NewApiClient,
    | 'name'
    | 'description'
    | 'jwks'
    | 'jwksUri'
    | 'hasExpiryReminder'
    | 'accessTokenType'
    | 'accessTokenMinutes'
    | 'mayRotateSecret'
  >
>

/**
 * Changes what is given, and leaves the rest.
 * @throws Problem invalid_body, api_client_not_found, jwks_invalid, jwks_uri_invalid, permission_missing
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
    const {
      name,
      description,
      jwks,
      jwksUri,
      hasExpiryReminder,
      accessTokenType,
      accessTokenMinutes,
      mayRotateSecret,
    } = request
    const { organizationKey } = principal
    const keys = await selectKeys(db, organizationKey, row.key)
    const held = { ...row, jwks: keys.jwks, jwksUri: keys.jwksUri }
    const { before, after } = differences(held, request)
    if (Object.keys(after).length === 0) return { result: undefined }
    requireKeysOrAddress(jwks === undefined ? held.jwks : jwks, jwksUri === undefined ? held.jwksUri : jwksUri)
    if ('jwks' in after || 'jwksUri' in after || 'mayRotateSecret' in after) {
      // Whoever says which keys count can be the client.
      const givesCredentials = Boolean(after.jwks || after.jwksUri || after.mayRotateSecret)
      const requireAuthority = givesCredentials ? requireEveryPermissionOfApiClient : requireAuthorityOverApiClient
      await requireAuthority(parts, principal, row)
    }
    const now = toTimestamp(clock.now())
    const added = { createdAt: now, createdBy: creatorOf(principal.actor) }
    await updateApiClientRow(db, organizationKey, row.key, {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...('jwks' in after
        ? {
            jwks: jwks ? JSON.stringify(jwks) : null,
            jwks_origins: jwks ? JSON.stringify(keyOrigins(jwks, keys, added)) : null,
          }
        : {}),
      ...('jwksUri' in after
        ? { jwks_uri: jwksUri ?? null, jwks_fetched_at: jwksUri ? now : null, jwks_failed_at: null, jwks_failure: null }
        : {}),
      ...(after.jwksUri ? { jwks_origins: JSON.stringify([added]) } : {}),
      ...(hasExpiryReminder === undefined ? {} : { hasExpiryReminder }),
      ...(accessTokenType === undefined ? {} : { accessTokenType }),
      ...(accessTokenMinutes === undefined ? {} : { accessTokenMinutes }),
      ...(mayRotateSecret === undefined ? {} : { mayRotateSecret }),
      updatedAt: now,
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
