import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { containsPattern, fold, fromFlag, toFlag } from '../../../db/codecs.ts'
import type { ApiClientTable } from '../../../db/schema/api-clients-schema.ts'
import type { Schema } from '../../../db/schema/schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/paging.ts'
import type { ApiClientRow, ApiClientStatus } from './api-client.ts'

export interface ApiClientFilter {
  nameContains?: string
  status?: ApiClientStatus
  sort: { field: 'name' | 'createdAt' | 'lastUsedAt' | 'secretExpiresAt'; descending: boolean }
  limit: number
  offset: number
}

export async function insertApiClient(trx: Db, row: ApiClientTable): Promise<void> {
  await trx.insertInto('api_clients').values(row).execute()
}

export async function updateApiClientRow(
  trx: Db,
  organizationKey: string,
  key: string,
  values: {
    name?: string
    description?: string | null
    isSuspended?: boolean
    jwks?: string | null
    hasExpiryReminder?: boolean
    updatedAt: string
  },
): Promise<void> {
  const { name, isSuspended, hasExpiryReminder, updatedAt, ...rest } = values
  await trx
    .updateTable('api_clients')
    .set({
      ...rest,
      ...(name === undefined ? {} : { name, name_folded: fold(name) }),
      ...(isSuspended === undefined ? {} : { is_suspended: toFlag(isSuspended) }),
      ...(hasExpiryReminder === undefined ? {} : { has_expiry_reminder: toFlag(hasExpiryReminder) }),
      updated_at: updatedAt,
    })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

export async function deleteApiClientRow(trx: Db, organizationKey: string, key: string): Promise<void> {
  await trx.deleteFrom('api_clients').where('organization_key', '=', organizationKey).where('key', '=', key).execute()
}

/** Later uses only: nodes may write in any order. */
export async function updateLastUse(trx: Db, organizationKey: string, key: string, usedAt: string): Promise<void> {
  await trx
    .updateTable('api_clients')
    .set({ last_used_at: usedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', usedAt)]))
    .execute()
}

/**
 * Keeps other transactions from changing the client, its secrets and its permissions before the transaction ends: the update
 * changes nothing but takes the row's lock, on both engines.
 * @returns whether there is such a client
 */
export async function lockApiClient(trx: Db, organizationKey: string, key: string): Promise<boolean> {
  const result = await trx
    .updateTable('api_clients')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

const withSecret = (db: Db, organizationKey: string) =>
  db
    .selectFrom('api_clients as c')
    .innerJoin('api_client_secrets as s', (join) =>
      join
        .onRef('s.organization_key', '=', 'c.organization_key')
        .onRef('s.api_client_key', '=', 'c.key')
        .on('s.is_current', '=', 1),
    )
    .where('c.organization_key', '=', organizationKey)

type Joined = ExpressionBuilder<Schema & { c: Schema['api_clients']; s: Schema['api_client_secrets'] }, 'c' | 's'>

const hasPermissions = (expression: Joined) =>
  expression.exists(
    expression
      .selectFrom('api_client_permissions as p')
      .select('p.key')
      .whereRef('p.organization_key', '=', 'c.organization_key')
      .whereRef('p.api_client_key', '=', 'c.key'),
  )

const select = (db: Db, organizationKey: string) =>
  withSecret(db, organizationKey).select((expression) => [
    'c.key',
    'c.client_id',
    'c.name',
    'c.description',
    'c.is_suspended',
    'c.has_expiry_reminder',
    'c.last_used_at',
    'c.created_at',
    'c.updated_at',
    's.last_four',
    's.expires_at',
    sql<number>`case when ${hasPermissions(expression as Joined)} then 1 else 0 end`.as('has_permissions'),
  ])

type SelectedRow = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const fromRow = (row: SelectedRow): ApiClientRow => ({
  key: row.key,
  clientId: row.client_id,
  name: row.name,
  description: row.description,
  isSuspended: fromFlag(row.is_suspended),
  hasPermissions: fromFlag(row.has_permissions),
  secretLastFour: row.last_four,
  secretExpiresAt: row.expires_at,
  hasExpiryReminder: fromFlag(row.has_expiry_reminder),
  lastUsedAt: row.last_used_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export async function selectApiClient(db: Db, organizationKey: string, key: string): Promise<ApiClientRow | undefined> {
  const row = await select(db, organizationKey).where('c.key', '=', key).executeTakeFirst()
  return row && fromRow(row)
}

const sortColumns = {
  name: 'c.name_folded',
  createdAt: 'c.created_at',
  lastUsedAt: 'c.last_used_at',
  secretExpiresAt: 's.expires_at',
} as const

export async function selectApiClients(
  db: Db,
  organizationKey: string,
  filter: ApiClientFilter,
  times: { now: string; soon: string },
): Promise<Found<ApiClientRow>> {
  const where = (expression: Joined): Expression<SqlBool> => {
    const conditions: Expression<SqlBool>[] = []
    if (filter.nameContains)
      conditions.push(sql`c.name_folded like ${containsPattern(filter.nameContains)} escape '\\'`)
    if (filter.status) conditions.push(statusIs(expression, filter.status, times))
    return expression.and(conditions)
  }
  const direction = filter.sort.descending ? 'desc' : 'asc'
  const rows = await select(db, organizationKey)
    .where((expression) => where(expression as Joined))
    .orderBy(sortColumns[filter.sort.field], (order) =>
      filter.sort.descending ? order.desc().nullsLast() : order.asc().nullsFirst(),
    )
    .orderBy('c.key', direction)
    .limit(filter.limit)
    .offset(filter.offset)
    .execute()
  const { total } = await withSecret(db, organizationKey)
    .where((expression) => where(expression as Joined))
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { rows: rows.map(fromRow), total: Number(total) }
}

/** The same rule as apiClientOf, for the database. */
function statusIs(
  expression: Joined,
  status: ApiClientStatus,
  { now, soon }: { now: string; soon: string },
): Expression<SqlBool> {
  const { and, or, not } = expression
  const suspended = expression('c.is_suspended', '=', 1)
  const expired = expression('s.expires_at', '<=', now)
  const attention = or([expression('s.expires_at', '<=', soon), not(hasPermissions(expression))])
  switch (status) {
    case 'Suspended':
      return suspended
    case 'Expired':
      return and([not(suspended), expired])
    case 'NeedsAttention':
      return and([not(suspended), not(expired), attention])
    case 'Available':
      return and([not(suspended), not(expired), not(attention)])
  }
}

export async function selectForAuthentication(
  db: Db,
  organizationKey: string,
  clientId: string,
): Promise<Pick<ApiClientTable, 'key' | 'name' | 'is_suspended' | 'jwks'> | undefined> {
  return db
    .selectFrom('api_clients')
    .select(['key', 'name', 'is_suspended', 'jwks'])
    .where('organization_key', '=', organizationKey)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
}

/** The public keys that the client authenticates with */
export async function selectJwks(db: Db, organizationKey: string, key: string): Promise<unknown> {
  const row = await db
    .selectFrom('api_clients')
    .select('jwks')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.jwks ? JSON.parse(row.jwks) : null
}

/** The keys of the clients with this key, client ID or folded name: more than one only where they share a name. */
export async function selectKeysNamed(db: Db, organizationKey: string, text: string): Promise<string[]> {
  const folded = fold(text)
  const isKey = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(folded)
  const rows = await db
    .selectFrom('api_clients')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where((where) =>
      where.or([
        where('client_id', '=', folded),
        where('name_folded', '=', folded),
        ...(isKey ? [where('key', '=', folded)] : []),
      ]),
    )
    .orderBy('key')
    .limit(2)
    .execute()
  return rows.map(({ key }) => key)
}
