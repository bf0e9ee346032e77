import { type Insertable, type Selectable, sql } from 'kysely'
import { toFlag } from '../../../db/flag.ts'
import { fold } from '../../../db/fold.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { isKey } from '../../../db/keys.ts'
import type { ApiClientTable } from '../../../db/schema/api-clients-schema.ts'
import type { Db } from '../../../db/transaction.ts'

export async function insertApiClient(db: Db, row: Insertable<ApiClientTable>): Promise<void> {
  await db.insertInto('api_clients').values(row).execute()
}

export async function updateApiClientRow(
  db: Db,
  organizationKey: string,
  key: string,
  values: {
    name?: string
    description?: string | null
    isSuspended?: boolean
    jwks?: string | null
    jwks_origins?: string | null
    jwks_uri?: string | null
    jwks_fetched_at?: string | null
    jwks_failed_at?: null
    jwks_failure?: null
    hasExpiryReminder?: boolean
    accessTokenType?: string
    accessTokenMinutes?: number
    mayRotateSecret?: boolean
    updatedAt: string
  },
): Promise<void> {
  const {
    name,
    isSuspended,
    hasExpiryReminder,
    accessTokenType,
    accessTokenMinutes,
    mayRotateSecret,
    updatedAt,
    ...rest
  } = values
  await db
    .updateTable('api_clients')
    .set({
      ...rest,
      ...(name === undefined ? {} : { name, name_folded: foldedName(name) }),
      ...(isSuspended === undefined ? {} : { is_suspended: toFlag(isSuspended) }),
      ...(hasExpiryReminder === undefined ? {} : { has_expiry_reminder: toFlag(hasExpiryReminder) }),
      ...(accessTokenType === undefined ? {} : { access_token_type: accessTokenType }),
      ...(accessTokenMinutes === undefined ? {} : { access_token_minutes: accessTokenMinutes }),
      ...(mayRotateSecret === undefined ? {} : { may_rotate_secret: toFlag(mayRotateSecret) }),
      updated_at: updatedAt,
    })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

export async function deleteApiClientRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await db.deleteFrom('api_clients').where('organization_key', '=', organizationKey).where('key', '=', key).execute()
}

/** Later uses only: nodes may write in any order. */
export async function updateLastUse(db: Db, organizationKey: string, key: string, usedAt: string): Promise<void> {
  await db
    .updateTable('api_clients')
    .set({ last_used_at: usedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', usedAt)]))
    .execute()
}

/** The first of all: nodes may write in any order. */
const updateFirst =
  (column: 'first_request_at' | 'first_user_list_at') =>
  async (db: Db, organizationKey: string, key: string, at: string): Promise<void> => {
    await db
      .updateTable('api_clients')
      .set({ [column]: at })
      .where('organization_key', '=', organizationKey)
      .where('key', '=', key)
      .where((where) => where.or([where(column, 'is', null), where(column, '>', at)]))
      .execute()
  }

export const updateFirstRequest = updateFirst('first_request_at')
export const updateFirstUserList = updateFirst('first_user_list_at')

/**
 * Keeps other transactions from changing the client, its secrets and its permissions before the transaction ends: the update
 * changes nothing but takes the row's lock, on both engines.
 * @returns whether there is such a client
 */
export async function lockApiClientRow(db: Db, organizationKey: string, key: string): Promise<boolean> {
  const result = await db
    .updateTable('api_clients')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function selectForAuthentication(
  db: Db,
  organizationKey: string,
  clientId: string,
): Promise<
  | Pick<
      Selectable<ApiClientTable>,
      'key' | 'name' | 'is_suspended' | 'jwks' | 'jwks_uri' | 'access_token_type' | 'access_token_minutes'
    >
  | undefined
> {
  return db
    .selectFrom('api_clients')
    .select(['key', 'name', 'is_suspended', 'jwks', 'jwks_uri', 'access_token_type', 'access_token_minutes'])
    .where('organization_key', '=', organizationKey)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
}

/** The keys of the clients with this key, client ID or folded name: more than one only where they share a name. */
export async function selectKeysNamed(db: Db, organizationKey: string, text: string): Promise<string[]> {
  const folded = fold(text)
  const rows = await db
    .selectFrom('api_clients')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where((where) =>
      where.or([
        where('client_id', '=', folded),
        where('name_folded', '=', foldedName(text)),
        ...(isKey(folded) ? [where('key', '=', folded)] : []),
      ]),
    )
    .orderBy('key')
    .limit(2)
    .execute()
  return rows.map(({ key }) => key)
}
