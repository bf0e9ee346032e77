import type { Db } from '../../../db/transaction.ts'
import { createdByUser } from './created-by-user.ts'
import type { CreatedClient } from './created-clients-repository.ts'
import type { KeyOrigin } from './key-origins.ts'

interface KnownSecret {
  client: CreatedClient
  key: string
  lastFour: string
}

interface ClientWithKeys {
  client: CreatedClient
  jwks: { keys: { kid?: unknown }[] }
  jwksUri: string | null
  origins: KeyOrigin[]
}

/** The secrets that work and that the user has generated, of clients that they have not created, by the clients' names */
export async function selectKnownSecrets(
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
): Promise<KnownSecret[]> {
  const rows = await db
    .selectFrom('api_client_secrets as s')
    .innerJoin('api_clients as c', (join) =>
      join.onRef('c.organization_key', '=', 's.organization_key').onRef('c.key', '=', 's.api_client_key'),
    )
    .select(['c.key as clientKey', 'c.name', 's.key', 's.last_four as lastFour'])
    .where('s.organization_key', '=', organizationKey)
    .where('s.created_by', 'like', `${createdByUser(userKey)}%`)
    .where('s.expires_at', '>', now)
    .where((eb) =>
      eb.or([eb('c.created_by', 'is', null), eb('c.created_by', 'not like', `${createdByUser(userKey)}%`)]),
    )
    .orderBy('c.name_folded')
    .orderBy('c.key')
    .orderBy('s.key')
    .execute()
  return rows.map(({ clientKey, name, key, lastFour }) => ({ client: { key: clientKey, name }, key, lastFour }))
}

/**
 * The clients with a public key that the user has added, or an address of keys that they have set, and that they have not
 * created, by name
 */
export async function selectClientsWithKeysOf(
  db: Db,
  organizationKey: string,
  userKey: string,
): Promise<ClientWithKeys[]> {
  const rows = await db
    .selectFrom('api_clients')
    .select(['key', 'name', 'jwks', 'jwks_uri', 'jwks_origins'])
    .where('organization_key', '=', organizationKey)
    .where('jwks_origins', 'like', `%${createdByUser(userKey)}%`)
    .where((eb) => eb.or([eb('created_by', 'is', null), eb('created_by', 'not like', `${createdByUser(userKey)}%`)]))
    .orderBy('name_folded')
    .orderBy('key')
    .execute()
  return rows.map(({ key, name, jwks, jwks_uri, jwks_origins }) => ({
    client: { key, name },
    jwks: jwks ? JSON.parse(jwks) : { keys: [] },
    jwksUri: jwks_uri,
    origins: jwks_origins ? JSON.parse(jwks_origins) : [],
  }))
}
