import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import { fromFlag } from '../../../db/flag.ts'
import { containsPattern } from '../../../db/folded-columns.ts'
import { like } from '../../../db/like.ts'
import type { Schema } from '../../../db/schema/schema.ts'
import { inOrderOfKeys, selectPageKeys } from '../../../db/select-page-keys.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { AccessTokenType, ApiClientRow, ApiClientStatus } from './api-client.ts'
import { type ApiClientFilter, findApiClientsInIndex } from './api-clients-in-index-repository.ts'

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

/** What a client may do: permissions here, and scopes of registered APIs elsewhere */
const hasPermissions = (expression: Joined) =>
  expression.or([expression.exists(permissionsOf(expression)), expression.exists(scopesOf(expression))])

/** With which it gets tokens also where its secret has expired */
const hasPublicKeys = (expression: Joined) =>
  expression.or([expression('c.jwks', 'is not', null), expression('c.jwks_uri', 'is not', null)])

const permissionsOf = (expression: Joined) =>
  expression
    .selectFrom('api_client_permissions as p')
    .select('p.key')
    .whereRef('p.organization_key', '=', 'c.organization_key')
    .whereRef('p.api_client_key', '=', 'c.key')

const scopesOf = (expression: Joined) =>
  expression
    .selectFrom('api_client_scopes as g')
    .select('g.scope_key')
    .whereRef('g.organization_key', '=', 'c.organization_key')
    .whereRef('g.api_client_key', '=', 'c.key')

const select = (db: Db, organizationKey: string) =>
  withSecret(db, organizationKey).select((expression) => [
    'c.key',
    'c.client_id',
    'c.name',
    'c.description',
    'c.is_suspended',
    'c.has_expiry_reminder',
    'c.access_token_type',
    'c.access_token_minutes',
    'c.may_rotate_secret',
    'c.last_used_at',
    'c.first_request_at',
    'c.created_by',
    'c.created_at',
    'c.updated_at',
    's.last_four',
    's.expires_at',
    sql<number>`case when ${hasPermissions(expression as Joined)} then 1 else 0 end`.as('has_permissions'),
    sql<number>`case when ${hasPublicKeys(expression as Joined)} then 1 else 0 end`.as('has_public_keys'),
  ])

type SelectedRow = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const fromRow = (row: SelectedRow): ApiClientRow => ({
  key: row.key,
  clientId: row.client_id,
  name: row.name,
  description: row.description,
  isSuspended: fromFlag(row.is_suspended),
  hasPermissions: fromFlag(row.has_permissions),
  hasPublicKeys: fromFlag(row.has_public_keys),
  secretLastFour: row.last_four,
  secretExpiresAt: row.expires_at,
  hasExpiryReminder: fromFlag(row.has_expiry_reminder),
  accessTokenType: row.access_token_type as AccessTokenType,
  accessTokenMinutes: row.access_token_minutes,
  mayRotateSecret: fromFlag(row.may_rotate_secret),
  lastUsedAt: row.last_used_at,
  firstRequestAt: row.first_request_at,
  createdBy: row.created_by === null ? null : JSON.parse(row.created_by),
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
  asked: ApiClientFilter,
  times: { now: string; soon: string },
): Promise<Found<ApiClientRow>> {
  const filter = await byClientId(db, organizationKey, asked)
  const where = (expression: Joined): Expression<SqlBool> => {
    const conditions: Expression<SqlBool>[] = []
    if (filter.nameContains) {
      const hasName = like('c.name_folded', containsPattern(filter.nameContains))
      const begin = filter.clientIdBegins
      conditions.push(begin === undefined ? hasName : expression.or([hasName, beginsClientId(begin)]))
    }
    if (filter.clientId !== undefined) conditions.push(expression('c.client_id', '=', filter.clientId))
    if (filter.status) conditions.push(statusIs(expression, filter.status, times))
    return expression.and(conditions)
  }
  // Every client has a current secret: without a condition on it, there is nothing to look up.
  const needsSecret = ![undefined, 'Suspended'].includes(filter.status) || filter.sort.field === 'secretExpiresAt'
  const clients = db.selectFrom('api_clients as c').where('c.organization_key', '=', organizationKey)
  const matching = (needsSecret ? withSecret(db, organizationKey) : (clients as ReturnType<typeof withSecret>)).where(
    (expression) => where(expression as Joined),
  )
  const keysInOrder = (isReversed: boolean) => {
    const descending = filter.sort.descending !== isReversed
    return matching
      .select('c.key')
      .orderBy(sortColumns[filter.sort.field], (order) =>
        descending ? order.desc().nullsLast() : order.asc().nullsFirst(),
      )
      .orderBy('c.key', descending ? 'desc' : 'asc')
  }
  const selection = {
    keys: keysInOrder,
    count: () =>
      matching.select((expression) => expression.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    isSearch: filter.nameContains !== undefined,
  }
  const { keys, total } =
    (await findApiClientsInIndex(db, organizationKey, filter, times)) ?? (await selectPageKeys(selection, filter))
  if (keys.length === 0) return { rows: [], total }
  const found = await select(db, organizationKey)
    .where('c.key', 'in', keys)
    .where('s.api_client_key', 'in', keys)
    .execute()
  return { rows: inOrderOfKeys(keys, found).map(fromRow), total }
}

/** In the index of client IDs: no hexadecimal digit comes after `f`. */
const beginsClientId = (begin: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`c.client_id >= ${begin} and c.client_id < ${`${begin}g`}`

/** From so many characters on, a text can be the beginning of a client ID, as logs have it. */
const clientIdForm = /^[0-9a-f]{8,32}$/

/** A text that is a client ID searches for its client alone; with one that begins client IDs, their clients are found as well. */
async function byClientId(db: Db, organizationKey: string, filter: ApiClientFilter): Promise<ApiClientFilter> {
  const { nameContains, ...rest } = filter
  const clientId = nameContains?.trim().toLowerCase()
  if (filter.clientId !== undefined || clientId === undefined || !clientIdForm.test(clientId)) return filter
  const found = await db
    .selectFrom('api_clients as c')
    .select('c.client_id')
    .where('c.organization_key', '=', organizationKey)
    .where(beginsClientId(clientId))
    .limit(1)
    .executeTakeFirst()
  if (!found) return filter
  return found.client_id === clientId ? { ...rest, clientId } : { ...filter, clientIdBegins: clientId }
}

/** The same rule as apiClientOf, for the database. */
function statusIs(
  expression: Joined,
  status: ApiClientStatus,
  { now, soon }: { now: string; soon: string },
): Expression<SqlBool> {
  const { and, or, not } = expression
  const suspended = expression('c.is_suspended', '=', 1)
  const ended = expression('s.expires_at', '<=', now)
  const expired = and([ended, not(hasPublicKeys(expression))])
  const endsSoon = and([not(ended), expression('s.expires_at', '<=', soon)])
  const attention = or([endsSoon, not(hasPermissions(expression))])
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

/** Whether there are clients that others than this creator made, whether one of them got a token, and whether any listed users */
export async function selectFirstUses(
  db: Db,
  organizationKey: string,
  creator: string,
): Promise<{ hasOwn: boolean; hasToken: boolean; hasUserList: boolean }> {
  const isOwn = sql<SqlBool>`(created_by is null or created_by <> ${creator})`
  const clients = db.selectFrom('api_clients').select('key').where('organization_key', '=', organizationKey).limit(1)
  const [own, token, list] = [
    await clients.where(isOwn).executeTakeFirst(),
    await clients.where(isOwn).where('last_used_at', 'is not', null).executeTakeFirst(),
    await clients.where('first_user_list_at', 'is not', null).executeTakeFirst(),
  ]
  return { hasOwn: own !== undefined, hasToken: token !== undefined, hasUserList: list !== undefined }
}
