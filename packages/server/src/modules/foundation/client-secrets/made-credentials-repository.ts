import { sql } from 'kysely'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
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

/** A few milliseconds of the event loop */
const secretsAtOnce = 500

/** The secrets that work and that the user has generated, or any API client, by the clients' names: there may be very many. */
export async function selectMadeSecrets(
  db: Db,
  kind: ClientKind,
  { organizationKey, userKey, now }: { organizationKey: string; userKey: string; now: string },
): Promise<MadeSecret[]> {
  const { clients, secrets, clientKey } = namesOf(kind)
  const read = ({ after, limit }: PageAfter<{ nameFolded: string; clientKey: string; key: string }>) => {
    let made = db
      .selectFrom(`${secrets} as s`)
      .innerJoin(`${clients} as c`, (join) =>
        join.onRef('c.organization_key', '=', 's.organization_key').onRef('c.key', '=', `s.${clientKey}`),
      )
      .select(['c.name_folded as nameFolded', 'c.key as clientKey', 'c.name', 's.key', 's.last_four as lastFour'])
      .select('s.created_by')
      .where('s.organization_key', '=', organizationKey)
      .where(creatorIsUserOrClients('s.created_by', userKey))
      .where('s.expires_at', '>', now)
    if (after) {
      const place = sql`(${after.nameFolded}, ${after.clientKey}, ${after.key})`
      // The first condition alone is one of an index.
      made = made
        .where('c.name_folded', '>=', after.nameFolded)
        .where(sql<boolean>`(c.name_folded, c.key, s.key) > ${place}`)
    }
    return made.orderBy('c.name_folded').orderBy('c.key').orderBy('s.key').limit(limit).execute()
  }
  const found: MadeSecret[] = []
  for await (const rows of readPages(secretsAtOnce, read, (last) => last)) {
    for (const { clientKey, name, key, lastFour, created_by } of rows)
      found.push({ client: { key: clientKey, name }, key, lastFour, createdBy: JSON.parse(created_by ?? 'null') })
  }
  return found
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
