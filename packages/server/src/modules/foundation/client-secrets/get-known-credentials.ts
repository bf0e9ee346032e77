import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { isOriginOf } from '../client-keys/key-origins.ts'
import type { ClientKind, NamedClient } from './client-kind.ts'
import { selectMadeKeys, selectMadeSecrets } from './made-credentials-repository.ts'

/** With what a user can act as a client */
export interface KnownCredential {
  client: NamedClient
  type: 'Secret' | 'PublicKey' | 'KeysAddress'
  /** The last four characters of the secret, the key ID, where the key has one, or the address */
  hint: string | null
  /** The secret's */
  key?: string
}

/** A user, and the API clients by which they have acted */
export interface Actors {
  userKey: string
  actors: ReadonlySet<string>
}

/**
 * The secrets that a user has generated, the public keys that they have added and the addresses of keys that they have set,
 * themselves or by one of these API clients, of the clients of a kind: they may know the secret, have the private key, and
 * decide what the address answers. It asks for no permission.
 */
export async function getKnownCredentials(
  { db, clock }: Parts<'clock'>,
  kind: ClientKind,
  organizationKey: string,
  { userKey, actors }: Actors,
): Promise<KnownCredential[]> {
  const now = toTimestamp(clock.now())
  const secrets = await selectMadeSecrets(db, kind, { organizationKey, userKey, now })
  const clients = await selectMadeKeys(db, kind, { organizationKey, userKey })
  return [
    ...secrets
      .filter(({ createdBy }) => actors.has(createdBy.key ?? ''))
      .map(({ client, key, lastFour }) => ({ client, type: 'Secret' as const, hint: lastFour, key })),
    ...clients.flatMap(({ client, jwks, jwksUri, origins }): KnownCredential[] =>
      jwksUri !== null
        ? isOriginOf(actors, origins[0])
          ? [{ client, type: 'KeysAddress', hint: jwksUri }]
          : []
        : (jwks?.keys ?? [])
            .filter((_, index) => isOriginOf(actors, origins[index]))
            .map((key) => ({ client, type: 'PublicKey', hint: keyIdOf(key) })),
    ),
  ]
}

const keyIdOf = ({ kid }: JsonWebKey & { kid?: unknown }): string | null => (typeof kid === 'string' ? kid : null)

/** Each of the clients once, always in the same order, so that two that change them never wait for each other. */
export const clientsOf = (known: readonly KnownCredential[]): NamedClient[] =>
  [...new Map(known.map(({ client }) => [client.key, client])).values()].sort((a, b) => (a.key < b.key ? -1 : 1))
