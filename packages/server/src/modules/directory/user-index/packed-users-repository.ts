import { sql } from 'kysely'
import { nilKey } from '../../../db/keys.ts'
import { type PackedColumns, type PackedKeyBytes, packedColumns, packedKeyBytes } from '../../../db/packed-columns.ts'
import type { Db } from '../../../db/transaction.ts'

/**
 * Facts of many users as both engines give them quickest: blocks of bytes, each in the order of the users' keys. It is plain
 * data, which can be sent to another thread.
 */
export interface PackedUsers {
  keyBytes: PackedKeyBytes
  /** `texts` are names and e-mails, `facts` statuses, last sign-ins, when they were created, and domains. */
  users: NonNullable<PackedColumns<'keys' | 'texts' | 'facts'>>
  applicationRoles: PackedColumns<'users' | 'others'>
  /** `types` are the first letters of how they are members. */
  groups: PackedColumns<'users' | 'others' | 'types'>
  /** The environments that they have signed in to */
  logins: PackedColumns<'users' | 'others'>
  usernames: PackedColumns<'users' | 'texts'>
  /** `times` are the beginning and the end. */
  organizationRoles: PackedColumns<'users' | 'others' | 'times'>
}

/** @returns the last key of `limit` users that follow one, or of all that are left; undefined where there is none */
export async function selectLastOfNext(
  db: Db,
  organizationKey: string,
  after: string | null,
  limit: number,
): Promise<string | undefined> {
  const following = db
    .selectFrom('users')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('key', '>', after ?? nilKey)
    .limit(1)
  const full = await following
    .orderBy('key')
    .offset(limit - 1)
    .executeTakeFirst()
  const last = full ?? (await following.orderBy('key', 'desc').executeTakeFirst())
  return last?.key
}

/**
 * Reads what an index has of the users from after one key to another, who is there.
 * @param after null: from the first one on
 */
export async function selectPackedUsers(
  db: Db,
  organizationKey: string,
  after: string | null,
  last: string,
): Promise<PackedUsers> {
  const rowsBy = (column: 'key' | 'user_key') => ({
    organizationKey,
    range: { column, after: after ?? nilKey, to: last },
  })
  const users = await packedColumns(db, {
    table: 'users',
    ...rowsBy('key'),
    columns: {
      keys: { key: 'key' },
      texts: { texts: [sql`name_folded`, sql`email_folded`] },
      facts: { texts: [sql`status`, sql`last_login_at`, sql`created_at`, sql`email_domain`] },
    },
  })
  if (!users) throw new Error('a user was there when their key was read, and is not in the same transaction')
  const rows = rowsBy('user_key')
  return {
    keyBytes: packedKeyBytes(db),
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
      where: sql`username_folded is not null`,
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
