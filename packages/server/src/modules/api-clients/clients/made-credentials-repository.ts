import type { Db } from '../../../db/transaction.ts'
import type { Creator } from '../../foundation/permissions/creator.ts'
import type { CreatedClient } from './created-clients-repository.ts'
import { creatorIsUserOrClients } from './creator-conditions.ts'
import type { KeyOrigin } from './key-origins.ts'

interface MadeSecret {
  client: CreatedClient
  key: string
  lastFour: string
  createdBy: Creator
}

interface ClientWithKeys {
  client: CreatedClient
  jwks: { keys: { kid?: unknown }[] }
  jwksUri: string | null
  origins: KeyOrigin[]
}

/** The secrets that work and that the user has generated, or any client, by the clients' names */
export async function selectMadeSecretCredentials(
  db: Db,
  organizationKey: string,
  userKey: string,
  now: string,
): Promise<MadeSecret[]> {
  const rows = await db
    .selectFrom('api_client_secrets as s')
    .innerJoin('api_clients as c', (join) =>
      join.onRef('c.organization_key', '=', 's.organization_key').onRef('c.key', '=', 's.api_client_key'),
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

/** The clients with a public key that the user has added, or any client, or an address of keys that one has set, by name */
export async function selectMadeKeyCredentials(
  db: Db,
  organizationKey: string,
  userKey: string,
): Promise<ClientWithKeys[]> {
  const rows = await db
    .selectFrom('api_clients')
    .select(['key', 'name', 'jwks', 'jwks_uri', 'jwks_origins'])
    .where('organization_key', '=', organizationKey)
    .where(creatorIsUserOrClients('jwks_origins', userKey))
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
