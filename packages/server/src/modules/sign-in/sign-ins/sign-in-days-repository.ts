import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'

export async function upsertSignInDay(db: Db, organizationKey: string, day: string): Promise<void> {
  await db
    .insertInto('sign_in_days')
    .values({ organization_key: organizationKey, day, sign_ins: 1 })
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'day']).doUpdateSet({ sign_ins: sql`sign_in_days.sign_ins + 1` }),
    )
    .execute()
}

/** The days with sign-ins, the earliest first. */
export const selectSignInDays = (
  db: Db,
  organizationKey: string,
  { from, to }: { from: string; to: string },
): Promise<{ day: string; signIns: number }[]> =>
  db
    .selectFrom('sign_in_days')
    .select(['day', 'sign_ins as signIns'])
    .where('organization_key', '=', organizationKey)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute()
