import { sql } from 'kysely'
import { deleteSlice } from '../../../db/delete-in-slices.ts'
import { withReferenceLock } from '../../../db/row-locks.ts'
import type { Db } from '../../../db/transaction.ts'

export interface CountedUse {
  organizationKey: string
  apiClientKey: string
  /** The timestamp of its beginning */
  hour: string
  /** What became of it: see `UseOutcome` */
  outcome: string
  uses: number
}

/**
 * Adds to what is counted already. Nodes may write in any order, and after the client was deleted: nothing is stored then,
 * since nothing would delete it.
 */
export async function addUses(db: Db, { organizationKey, apiClientKey, hour, outcome, uses }: CountedUse) {
  const use = db
    .selectFrom('api_clients')
    .select(({ val }) => [
      'organization_key',
      'key',
      val(hour).as('hour'),
      val(outcome).as('outcome'),
      val(uses).as('uses'),
    ])
    .where('organization_key', '=', organizationKey)
    .where('key', '=', apiClientKey)
  await db
    .insertInto('api_client_uses')
    .columns(['organization_key', 'api_client_key', 'hour', 'outcome', 'uses'])
    .expression(withReferenceLock(db, use, 'api_clients'))
    .onConflict((conflict) =>
      conflict
        .columns(['organization_key', 'api_client_key', 'hour', 'outcome'])
        .doUpdateSet({ uses: sql<number>`api_client_uses.uses + ${uses}` }),
    )
    .execute()
}

/** @param from the timestamp of an hour */
export const selectUses = (
  db: Db,
  organizationKey: string,
  apiClientKey: string,
  from: string,
): Promise<Pick<CountedUse, 'hour' | 'outcome' | 'uses'>[]> =>
  db
    .selectFrom('api_client_uses')
    .select(['hour', 'outcome', 'uses'])
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .where('hour', '>=', from)
    .orderBy('hour')
    .orderBy('outcome')
    .execute()

/** Deletes at most a slice of what is older; the next time goes on. */
export async function deleteOldUses(db: Db, organizationKey: string, apiClientKey: string, before: string) {
  const ofClient = sql`organization_key = ${organizationKey} and api_client_key = ${apiClientKey}`
  await deleteSlice(db, {
    table: 'api_client_uses',
    primaryKey: ['organization_key', 'api_client_key', 'hour', 'outcome'],
    where: sql<boolean>`${ofClient} and hour < ${before}`,
  })
}

/** All of a client that is deleted */
export async function deleteUses(db: Db, organizationKey: string, apiClientKey: string): Promise<void> {
  await db
    .deleteFrom('api_client_uses')
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .execute()
}
