import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { Account } from './accounts.ts'
import { userEntity } from './user-entity.ts'
import { updateUserRow } from './users-repository.ts'

/** What a user is shown by, and nothing that decides what they may do */
interface ShownProfile {
  name: string | null
  photoUrl: string | null
}

/**
 * Stores name and photo of a user whom the caller has locked. Whether they may be changed, and whether they obey the rules,
 * is for the caller to check.
 */
export function updateProfile(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  { name, photoUrl }: ShownProfile,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const after = { ...account, name, photoUrl }
    const fields = (['name', 'photoUrl'] as const).filter((field) => account[field] !== after[field])
    if (fields.length === 0) return
    const only = (user: Account) => Object.fromEntries(fields.map((field) => [field, user[field]]))
    await updateUserRow(db, principal.organizationKey, account, after, toTimestamp(clock.now()))
    const change = { entity: userEntity(after), before: only(account), after: only(after) }
    await recordChange(parts, principal, { action: 'user.updated', ...change })
  })
}
