import { sql } from 'kysely'
import { fromFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { Grantee, ScopeHolder } from './scope-grant.ts'

/** Who holds scopes: one table for each kind of holder, so that rows go when the holder or the scope goes */
const tables = {
  'api-client': { table: 'api_client_scopes', column: 'api_client_key', holders: 'api_clients' },
  'relying-party': { table: 'relying_party_scopes', column: 'relying_party_key', holders: 'relying_parties' },
} as const

/** Which scopes of which APIs a holder has, in the order of the APIs' names and of their scopes */
export async function selectScopesOf(db: Db, organizationKey: string, { type, key }: Grantee, apiKey?: string) {
  const { table, column } = tables[type]
  let rows = db
    .selectFrom('registered_api_scopes as s')
    .innerJoin('registered_apis as a', (join) =>
      join.onRef('a.organization_key', '=', 's.organization_key').onRef('a.key', '=', 's.registered_api_key'),
    )
    .where('s.organization_key', '=', organizationKey)
    .where(
      's.key',
      'in',
      sql<string>`(select scope_key from ${sql.table(table)}
        where organization_key = ${organizationKey} and ${sql.ref(column)} = ${key})`,
    )
  if (apiKey !== undefined) rows = rows.where('a.key', '=', apiKey)
  const found = await rows
    .select(['a.key', 'a.name', 'a.audience', 'a.is_active', 's.name as scope'])
    .orderBy('a.name_folded')
    .orderBy('a.key')
    .orderBy('s.position')
    .execute()
  return [...Map.groupBy(found, (row) => row.key).values()].flatMap((ofApi) => {
    const [first] = ofApi
    if (!first) return []
    const { key, name, audience } = first
    return [{ key, name, audience, isActive: fromFlag(first.is_active), scopes: ofApi.map(({ scope }) => scope) }]
  })
}

/** Who holds scopes of an API, by name */
export async function selectHolders(
  db: Db,
  organizationKey: string,
  apiKey: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Found<ScopeHolder>> {
  const holding = (type: Grantee['type']) => {
    const { table, column, holders } = tables[type]
    return sql`select ${sql.lit(type)} as type, key, name, name_folded, client_id from ${sql.table(holders)}
      where organization_key = ${organizationKey} and key in (
        select g.${sql.ref(column)} from ${sql.table(table)} g
        join registered_api_scopes s on s.organization_key = g.organization_key and s.key = g.scope_key
        where g.organization_key = ${organizationKey} and s.registered_api_key = ${apiKey})`
  }
  const all = sql`${holding('api-client')} union all ${holding('relying-party')}`
  const { rows } = await sql<{ type: Grantee['type']; key: string; name: string; client_id: string }>`
    select type, key, name, client_id from (${all}) h order by name_folded, key limit ${limit} offset ${offset}
  `.execute(db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from (${all}) h`.execute(db)
  const result: ScopeHolder[] = []
  for (const { type, key, name, client_id } of rows) {
    const [api] = await selectScopesOf(db, organizationKey, { type, key }, apiKey)
    result.push({ type, key, name, clientId: client_id, scopes: api?.scopes ?? [] })
  }
  return { rows: result, total: Number(counted[0]?.total ?? 0) }
}

/** From now on the holder has these scopes of the API, and no others of it. */
export async function replaceScopesOf(
  db: Db,
  organizationKey: string,
  { type, key }: Grantee,
  apiKey: string,
  scopes: readonly string[],
): Promise<void> {
  const { table, column } = tables[type]
  await sql`delete from ${sql.table(table)} where organization_key = ${organizationKey} and ${sql.ref(column)} = ${key}
    and scope_key in (select key from registered_api_scopes
      where organization_key = ${organizationKey} and registered_api_key = ${apiKey})`.execute(db)
  if (scopes.length === 0) return
  const names = sql.join(scopes)
  await sql`insert into ${sql.table(table)} (organization_key, ${sql.ref(column)}, scope_key)
    select organization_key, ${key}, key from registered_api_scopes
    where organization_key = ${organizationKey} and registered_api_key = ${apiKey} and name in (${names})`.execute(db)
}
