import { sql } from 'kysely'
import { type PackedColumns, type PackedKeyBytes, packedColumns, packedKeyBytes } from '../../../db/packed-columns.ts'
import type { Db } from '../../../db/transaction.ts'
import { PackedKeys } from './packed-keys.ts'

/** No key of any user: they have a time */
const beforeAll = '00000000-0000-0000-0000-000000000000'

/**
 * Facts of many users as both engines give them quickest: blocks of bytes, each in the order of the users' keys. It is plain
 * data, which can be sent to another thread.
 */
export interface PackedUsers {
  keyBytes: PackedKeyBytes
  keys: Uint8Array
  /** The last of these keys */
  last: string
  /** `texts` are names and e-mails, `facts` statuses, last sign-ins, when they were created, and domains. */
  users: NonNullable<PackedColumns<'texts' | 'facts'>>
  applicationRoles: PackedColumns<'users' | 'others'>
  /** `types` are the first letters of how they are members. */
  groups: PackedColumns<'users' | 'others' | 'types'>
  /** The environments that they have signed in to */
  logins: PackedColumns<'users' | 'others'>
  usernames: PackedColumns<'users' | 'texts'>
  /** `times` are the beginning and the end. */
  organizationRoles: PackedColumns<'users' | 'others' | 'times'>
}

/** Keys of users, one after the other */
export type NextUserKeys = Pick<PackedUsers, 'keyBytes' | 'keys' | 'last'>

// Always a range, which makes SQLite read by the index of the users' keys.
const following = (column: 'key' | 'user_key', organizationKey: string, after: string | null) =>
  sql`organization_key = ${organizationKey} and ${sql.id(column)} > ${after ?? beforeAll}`

/**
 * Reads the keys of users that follow one.
 * @param after null: from the first one on
 * @returns `limit` of them, or all that are left; undefined where there is none
 */
export async function selectNextUserKeys(
  db: Db,
  organizationKey: string,
  after: string | null,
  limit: number,
): Promise<NextUserKeys | undefined> {
  const found = await packedColumns(db, {
    table: 'users',
    where: following('key', organizationKey, after),
    limit,
    orderBy: 'key',
    columns: { keys: { key: 'key' } },
  })
  if (!found) return undefined
  const keyBytes = packedKeyBytes(db)
  const keys = new PackedKeys(found.keys, keyBytes)
  return { keyBytes, keys: found.keys, last: keys.textOf(keys.length - 1) }
}

/**
 * Reads what an index has of users.
 * @param keys what `selectNextUserKeys` has found after the same key, in the same transaction
 */
export async function selectPackedUsers(
  db: Db,
  organizationKey: string,
  after: string | null,
  keys: NextUserKeys,
): Promise<PackedUsers> {
  const range = (column: 'key' | 'user_key') => ({
    where: sql`${following(column, organizationKey, after)} and ${sql.id(column)} <= ${keys.last}`,
    orderBy: column,
  })
  const users = await packedColumns(db, {
    table: 'users',
    ...range('key'),
    columns: {
      texts: { texts: [sql`name_folded`, sql`email_folded`] },
      facts: { texts: [sql`status`, sql`last_login_at`, sql`created_at`, sql`email_domain`] },
    },
  })
  if (!users) throw new Error('users were there when their keys were read, and are not in the same transaction')
  const rows = range('user_key')
  return {
    ...keys,
    users,
    applicationRoles: await packedColumns(db, {
      table: 'user_application_roles',
      ...rows,
      columns: { users: { key: 'user_key' }, others: { key: 'application_role_key' } },
    }),
    groups: await packedColumns(db, {
      table: 'group_users',
      ...rows,
      columns: {
        users: { key: 'user_key' },
        others: { key: 'group_key' },
        types: { texts: [sql`substr(membership_type, 1, 1)`] },
      },
    }),
    logins: await packedColumns(db, {
      table: 'user_logins',
      ...rows,
      columns: { users: { key: 'user_key' }, others: { key: 'environment_key' } },
    }),
    usernames: await packedColumns(db, {
      table: 'user_identities',
      ...rows,
      where: sql`${rows.where} and username_folded is not null`,
      columns: { users: { key: 'user_key' }, texts: { texts: [sql`username_folded`] } },
    }),
    organizationRoles: await packedColumns(db, {
      table: 'user_organization_roles',
      ...rows,
      columns: {
        users: { key: 'user_key' },
        others: { key: 'organization_role_key' },
        times: { texts: [sql`start_time`, sql`end_time`] },
      },
    }),
  }
}
