import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'

interface MemberRow {
  key: string
  name: string | null
  email: string | null
  photoUrl: string | null
  status: UserStatus
}

export const selectMember = (db: Db, organizationKey: string, userKey: string): Promise<MemberRow | undefined> =>
  db
    .selectFrom('users')
    .select(['key', 'name', 'email', 'photo_url as photoUrl', 'status'])
    .where('organization_key', '=', organizationKey)
    .where('key', '=', userKey)
    .executeTakeFirst()
