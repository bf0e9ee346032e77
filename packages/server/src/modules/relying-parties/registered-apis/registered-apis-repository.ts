import { type Selectable, sql, type Updateable } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { fromFlag } from '../../../db/flag.ts'
import { fold } from '../../../db/fold.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { isKey, newKey } from '../../../db/keys.ts'
import { like } from '../../../db/like.ts'
import { withRowLock } from '../../../db/row-locks.ts'
import type { RegisteredApiTable } from '../../../db/schema/relying-parties-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { RegisteredApi, RegisteredApiScope } from './registered-api.ts'

type Row = Selectable<RegisteredApiTable>

export async function insertRegisteredApi(
  db: Db,
  organizationKey: string,
  api: Omit<Row, 'organization_key' | 'name_folded'>,
): Promise<void> {
  const row = { organization_key: organizationKey, ...api, name_folded: foldedName(api.name) }
  await db.insertInto('registered_apis').values(row).execute()
}

export async function updateRegisteredApiRow(
  db: Db,
  organizationKey: string,
  key: string,
  values: Updateable<RegisteredApiTable>,
): Promise<void> {
  const { name } = values
  await db
    .updateTable('registered_apis')
    .set({ ...values, ...(name !== undefined && { name_folded: foldedName(name) }) })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** Its scopes go with it, and are taken from everybody. */
export async function deleteRegisteredApiRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await deleteScopesBut(db, organizationKey, key, [])
  await db
    .deleteFrom('registered_apis')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** Deletes the scopes of an API with other names than these, and takes them from everybody: very many may hold them. */
async function deleteScopesBut(
  db: Db,
  organizationKey: string,
  apiKey: string,
  names: readonly string[],
): Promise<void> {
  const gone = sql`select key from registered_api_scopes
    where organization_key = ${organizationKey} and registered_api_key = ${apiKey}
    ${names.length > 0 ? sql`and name not in (${sql.join(names)})` : sql``}`
  const where = sql<boolean>`organization_key = ${organizationKey} and scope_key in (${gone})`
  await deleteInSlices(db, {
    table: 'api_client_scopes',
    primaryKey: ['organization_key', 'api_client_key', 'scope_key'],
    where,
  })
  await deleteInSlices(db, {
    table: 'relying_party_scopes',
    primaryKey: ['organization_key', 'relying_party_key', 'scope_key'],
    where,
  })
  await sql`delete from registered_api_scopes where organization_key = ${organizationKey} and key in (${gone})`.execute(
    db,
  )
}

/** Scopes keep who holds them by their names; those of other names are taken from everybody. */
export async function replaceScopes(
  db: Db,
  organizationKey: string,
  apiKey: string,
  scopes: readonly RegisteredApiScope[],
): Promise<void> {
  const ofApi = db
    .selectFrom('registered_api_scopes')
    .where('organization_key', '=', organizationKey)
    .where('registered_api_key', '=', apiKey)
  const held = new Map((await ofApi.select(['key', 'name']).execute()).map(({ key, name }) => [name, key]))
  await deleteScopesBut(
    db,
    organizationKey,
    apiKey,
    scopes.map(({ name }) => name),
  )
  for (const [position, { name, description }] of scopes.entries()) {
    const key = held.get(name)
    if (key === undefined) {
      const row = { organization_key: organizationKey, key: newKey(), registered_api_key: apiKey, name }
      await db
        .insertInto('registered_api_scopes')
        .values({ ...row, description, position })
        .execute()
    } else {
      await db
        .updateTable('registered_api_scopes')
        .set({ description, position })
        .where('organization_key', '=', organizationKey)
        .where('key', '=', key)
        .execute()
    }
  }
}

export async function selectRegisteredApis(
  db: Db,
  organizationKey: string,
  { namePattern }: { namePattern?: string },
  { limit, offset }: { limit: number; offset: number },
): Promise<Found<RegisteredApi>> {
  let apis = db.selectFrom('registered_apis').where('organization_key', '=', organizationKey)
  if (namePattern) apis = apis.where(like('name_folded', namePattern))
  const rows = await apis.selectAll().orderBy('name_folded').orderBy('key').limit(limit).offset(offset).execute()
  const { total } = await apis.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows: await withScopes(db, organizationKey, rows), total: Number(total) }
}

export async function selectRegisteredApi(
  db: Db,
  organizationKey: string,
  by: { key: string } | { audience: string },
): Promise<RegisteredApi | undefined> {
  const apis = db.selectFrom('registered_apis').selectAll().where('organization_key', '=', organizationKey)
  const row = await ('key' in by
    ? apis.where('key', '=', by.key)
    : apis.where('audience', '=', by.audience)
  ).executeTakeFirst()
  return row && (await withScopes(db, organizationKey, [row]))[0]
}

/** The keys of the APIs with this key, audience or folded name: more than one only where they share a name. */
export async function selectKeysNamed(db: Db, organizationKey: string, text: string): Promise<string[]> {
  const key = fold(text)
  const rows = await db
    .selectFrom('registered_apis')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where((where) =>
      where.or([
        where('audience', '=', text),
        where('name_folded', '=', foldedName(text)),
        ...(isKey(key) ? [where('key', '=', key)] : []),
      ]),
    )
    .orderBy('key')
    .limit(2)
    .execute()
  return rows.map(({ key }) => key)
}

/** Reads an API for a change: nobody else changes it, its scopes or who holds them before the transaction ends. */
export async function lockRegisteredApiRow(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<RegisteredApi | undefined> {
  const api = db
    .selectFrom('registered_apis')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
  const row = await withRowLock(db, api, 'registered_apis').executeTakeFirst()
  return row && (await withScopes(db, organizationKey, [row]))[0]
}

async function withScopes(db: Db, organizationKey: string, rows: readonly Row[]): Promise<RegisteredApi[]> {
  if (rows.length === 0) return []
  const keys = rows.map(({ key }) => key)
  const scopes = await db
    .selectFrom('registered_api_scopes')
    .select(['registered_api_key', 'name', 'description'])
    .where('organization_key', '=', organizationKey)
    .where('registered_api_key', 'in', keys)
    .orderBy('position')
    .execute()
  const byApi = Map.groupBy(scopes, ({ registered_api_key }) => registered_api_key)
  return rows.map((row) => ({
    key: row.key,
    name: row.name,
    audience: row.audience,
    scopes: (byApi.get(row.key) ?? []).map(({ name, description }) => ({ name, description })),
    accessTokenMinutes: row.access_token_minutes,
    isActive: fromFlag(row.is_active),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }))
}
