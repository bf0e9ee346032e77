import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'

interface MemberRow {
  key: string
  name: string | null
  email: string | null
  photoUrl: string | null
  status: UserStatus
  credentialsEpoch: string | null
}

const columns = [
  'key',
  'name',
  'email',
  'photo_url as photoUrl',
  'status',
  'credentials_epoch as credentialsEpoch',
] as const

export const selectMember = (db: Db, organizationKey: string, userKey: string): Promise<MemberRow | undefined> =>
  db
    .selectFrom('users')
    .select(columns)
    .where('organization_key', '=', organizationKey)
    .where('key', '=', userKey)
    .executeTakeFirst()

/** @returns the user after the update; undefined where there is no such user */
export const updateCredentialsEpoch = (
  db: Db,
  organizationKey: string,
  userKey: string,
  epoch: string,
): Promise<MemberRow | undefined> =>
  db
    .updateTable('users')
    .set({ credentials_epoch: epoch })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', userKey)
    .returning(columns)
    .executeTakeFirst()
