import type { Db } from '../../../db/transaction.ts'
import type { ClientKeys } from '../client-keys/key-origins.ts'
import type { Creator } from '../permissions/creator.ts'
import { creatorIsUserOrClients } from '../permissions/creator-conditions.ts'
import type { ClientKind, NamedClient } from './client-kind.ts'
import { namesOf } from './client-secrets-repository.ts'

interface MadeSecret {
  client: NamedClient
  key: string
  lastFour: string
  createdBy: Creator
}

/** The secrets that work and that the user has generated, or any API client, by the clients' names */
export async function selectMadeSecrets(
  db: Db,
  kind: ClientKind,
  { organizationKey, userKey, now }: { organizationKey: string; userKey: string; now: string },
): Promise<MadeSecret[]> {
  const { clients, secrets, clientKey } = namesOf(kind)
  const rows = await db
    .selectFrom(`${secrets} as s`)
    .innerJoin(`${clients} as c`, (join) =>
      join.onRef('c.organization_key', '=', 's.organization_key').onRef('c.key', '=', `s.${clientKey}`),
    )
    .select(['c.key as clientKey', 'c.name', 's.key', 's.last_four as lastFour', 's.created_by'])
    .where('s.organization_key', '=', organizationKey)
    .where(creatorIsUserOrClients('s.created_by', userKey))
    .where('s.expires_at', '>', now)
    .orderBy('c.name_folded')
    .orderBy('c.key')
    .orderBy('s.key')
    .execute()
  return rows.map(({ clientKey, name, key, lastFour, created_by }) => ({
    client: { key: clientKey, name },
    key,
    lastFour,
    createdBy: JSON.parse(created_by ?? 'null'),
  }))
}

/** The clients with a public key that the user has added, or any API client, or an address of keys that one has set, by name */
export async function selectMadeKeys(
  db: Db,
  kind: ClientKind,
  { organizationKey, userKey }: { organizationKey: string; userKey: string },
): Promise<(ClientKeys & { client: NamedClient })[]> {
  const rows = await db
    .selectFrom(namesOf(kind).clients)
    .select(['key', 'name', 'jwks', 'jwks_uri', 'jwks_origins'])
    .where('organization_key', '=', organizationKey)
    .where(creatorIsUserOrClients('jwks_origins', userKey))
    .orderBy('name_folded')
    .orderBy('key')
    .execute()
  return rows.map(({ key, name, jwks, jwks_uri, jwks_origins }) => ({
    client: { key, name },
    jwks: jwks ? JSON.parse(jwks) : null,
    jwksUri: jwks_uri,
    origins: jwks_origins ? JSON.parse(jwks_origins) : [],
  }))
}
