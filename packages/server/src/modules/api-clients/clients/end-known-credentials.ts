import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectKeys } from './api-client-keys-repository.ts'
import { updateApiClientRow } from './api-clients-repository.ts'
import { changeApiClient } from './change-api-client.ts'
import type { CreatedClient } from './created-clients-repository.ts'
import { endApiClientSecret } from './end-api-client-secret.ts'
import { getCreatedClients } from './get-created-clients.ts'
import type { KeyOrigin } from './key-origins.ts'
import { selectMadeKeyCredentials, selectMadeSecretCredentials } from './made-credentials-repository.ts'
import { requireAuthorityOverApiClient } from './require-authority-over-api-client.ts'
import { requireMayStop } from './suspend-created-api-clients.ts'

/** With what a user can act as an API client that somebody else has created */
export interface KnownCredential {
  client: CreatedClient
  type: 'Secret' | 'PublicKey' | 'KeysAddress'
  /** The last four characters of the secret, the key ID, where the key has one, or the address */
  hint: string | null
  /** The secret's */
  key?: string
}

/**
 * The secrets that a user has generated, the public keys that they have added and the addresses of keys that they have set,
 * themselves or by an API client that they have created, of API clients that they have not created, suspended or not: they
 * may know the secret, have the private key, and decide what the address answers. It asks for no permission.
 */
export async function getKnownCredentials(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
): Promise<KnownCredential[]> {
  const { db, clock } = parts
  const { actors } = await getCreatedClients(parts, organizationKey, userKey)
  const now = toTimestamp(clock.now())
  const secrets = await selectMadeSecretCredentials(db, organizationKey, userKey, now)
  const clients = await selectMadeKeyCredentials(db, organizationKey, userKey)
  const ofOthers = <T extends { client: CreatedClient }>(of: T[]) => of.filter(({ client }) => !actors.has(client.key))
  return [
    ...ofOthers(secrets)
      .filter(({ createdBy }) => actors.has(createdBy.key ?? ''))
      .map(({ client, key, lastFour }) => ({ client, type: 'Secret' as const, hint: lastFour, key })),
    ...ofOthers(clients).flatMap(({ client, jwks, jwksUri, origins }): KnownCredential[] =>
      jwksUri !== null
        ? isOf(actors, origins[0])
          ? [{ client, type: 'KeysAddress', hint: jwksUri }]
          : []
        : jwks.keys
            .filter((_, index) => isOf(actors, origins[index]))
            .map(({ kid }) => ({ client, type: 'PublicKey', hint: typeof kid === 'string' ? kid : null })),
    ),
  ]
}

/**
 * Ends these secrets, and removes these keys and addresses. Tokens that were issued with them stay valid until they expire,
 * unless the client is suspended.
 * @throws Problem permission_missing
 */
export function endKnownCredentials(parts: Parts<'clock'>, principal: Principal, userKey: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const { actors } = await getCreatedClients(parts, organizationKey, userKey)
    const known = await getKnownCredentials(parts, organizationKey, userKey)
    await requireMayStop(parts, principal, clientsOf(known))
    // Always in the same order, so that two of these never wait for each other.
    for (const { key } of clientsOf(known).toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      const ofClient = known.filter(({ client }) => client.key === key)
      for (const secret of ofClient) if (secret.key) await endApiClientSecret(parts, principal, key, secret.key)
      if (ofClient.some(({ type }) => type !== 'Secret')) await removeKeysOf(parts, principal, key, actors)
    }
  })
}

/** Each of the clients once */
export const clientsOf = (known: readonly KnownCredential[]): CreatedClient[] => [
  ...new Map(known.map(({ client }) => [client.key, client])).values(),
]

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
    const { jwks: before, jwksUri, origins } = await selectKeys(parts.db, organizationKey, row.key)
    if (jwksUri !== null && !isOf(actors, origins[0])) return { result: undefined }
    const isLeft = (_: unknown, index: number): boolean => !isOf(actors, origins[index])
    const keys = (before?.keys ?? []).filter(isLeft)
    const jwks = keys.length > 0 ? { keys } : null
    await updateApiClientRow(parts.db, organizationKey, row.key, {
      jwks: jwks && JSON.stringify(jwks),
      jwks_origins: jwks && JSON.stringify(origins.filter(isLeft)),
      ...(jwksUri !== null && { jwks_uri: null, jwks_fetched_at: null, jwks_failed_at: null, jwks_failure: null }),
      updatedAt: toTimestamp(parts.clock.now()),
    })
    const change = jwksUri === null ? { before: { jwks: before }, after: { jwks } } : addressRemoved(jwksUri)
    return { result: undefined, change: { action: 'api-client.updated', ...change } }
  })

const addressRemoved = (jwksUri: string) => ({ before: { jwksUri }, after: { jwksUri: null } })

const isOf = (actors: ReadonlySet<string>, origin: KeyOrigin | undefined): boolean =>
  actors.has(origin?.createdBy.key ?? '')
