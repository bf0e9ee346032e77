import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { keysRemoved, keysWithout } from '../../foundation/client-keys/key-origins.ts'
import {
  type Actors,
  clientsOf,
  getKnownCredentials,
  type KnownCredential,
} from '../../foundation/client-secrets/get-known-credentials.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectKeys } from './api-client-keys-repository.ts'
import { apiClientKind } from './api-client-kind.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import { endApiClientSecret } from './end-api-client-secret.ts'
import { requireAuthorityOverApiClient } from './require-authority-over-api-client.ts'
import { requireMayStop } from './suspend-created-api-clients.ts'

/**
 * With what a user can act as API clients that neither they nor API clients of theirs have created, suspended or not. It asks
 * for no permission.
 */
export async function getCredentialsOfOthers(
  parts: Parts<'clock'>,
  organizationKey: string,
  of: Actors,
): Promise<KnownCredential[]> {
  const known = await getKnownCredentials(parts, apiClientKind, organizationKey, of)
  return known.filter(({ client }) => !of.actors.has(client.key))
}

/**
 * Ends these secrets, and removes the keys and addresses of these actors. Tokens that were issued with them stay valid until
 * they expire, unless the client is suspended.
 * @throws Problem permission_missing
 */
export function endKnownCredentials(
  parts: Parts<'clock'>,
  principal: Principal,
  known: readonly KnownCredential[],
  actors: ReadonlySet<string>,
): Promise<void> {
  return transaction(parts, async (parts) => {
    await requireMayStop(parts, principal, clientsOf(known))
    for (const { key } of clientsOf(known)) {
      const ofClient = known.filter(({ client }) => client.key === key)
      for (const secret of ofClient) if (secret.key) await endApiClientSecret(parts, principal, key, secret.key)
      if (ofClient.some(({ type }) => type !== 'Secret')) await removeKeysOf(parts, principal, key, actors)
    }
  })
}

/** Without a key or an address that is left, the client has none: it goes on with its secrets. */
const removeKeysOf = (
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  actors: ReadonlySet<string>,
): Promise<void> =>
  changeApiClient(parts, principal, key, async (parts, row) => {
    await requireAuthorityOverApiClient(parts, principal, row)
    const { organizationKey } = principal
    const held = await selectKeys(parts.db, organizationKey, row.key)
    const left = keysWithout(actors, held)
    if (!left) return { result: undefined }
    const { jwks, jwksUri, origins } = left
    await updateApiClientRow(parts.db, organizationKey, row.key, {
      jwks: jwks && JSON.stringify(jwks),
      jwks_origins: jwks && JSON.stringify(origins),
      ...(jwksUri !== held.jwksUri && {
        jwks_uri: null,
        jwks_fetched_at: null,
        jwks_failed_at: null,
        jwks_failure: null,
      }),
      updatedAt: toTimestamp(parts.clock.now()),
    })
    return { result: undefined, change: { action: 'api-client.updated', ...keysRemoved(held, left) } }
  })
