import { sql } from 'kysely'
import { deleteSlice } from '../../../db/delete-in-slices.ts'
import type { Db } from '../../../db/transaction.ts'

/** @returns false where it was revoked before */
export async function insertRevokedToken(
  db: Db,
  organizationKey: string,
  tokenId: string,
  expiresAt: string,
): Promise<boolean> {
  const result = await db
    .insertInto('revoked_tokens')
    .values({ organization_key: organizationKey, token_id: tokenId, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['organization_key', 'token_id']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function selectIsRevoked(db: Db, organizationKey: string, tokenId: string): Promise<boolean> {
  const row = await db
    .selectFrom('revoked_tokens')
    .select('token_id')
    .where('organization_key', '=', organizationKey)
    .where('token_id', '=', tokenId)
    .executeTakeFirst()
  return row !== undefined
}

/** @returns false where the assertion was used before */
export async function insertUsedAssertion(
  db: Db,
  organizationKey: string,
  assertion: { clientId: string; assertionId: string; expiresAt: string },
): Promise<boolean> {
  const result = await db
    .insertInto('used_assertions')
    .values({
      organization_key: organizationKey,
      client_id: assertion.clientId,
      assertion_id: assertion.assertionId,
      expires_at: assertion.expiresAt,
    })
    .onConflict((conflict) => conflict.columns(['organization_key', 'client_id', 'assertion_id']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function deleteExpired(db: Db, organizationKey: string, now: string): Promise<void> {
  // Not more than a slice, in the way of whoever asks: the next one goes on.
  const where = sql<boolean>`organization_key = ${organizationKey} and expires_at < ${now}`
  await deleteSlice(db, { table: 'revoked_tokens', primaryKey: ['organization_key', 'token_id'], where })
  const primaryKey = ['organization_key', 'client_id', 'assertion_id'] as const
  await deleteSlice(db, { table: 'used_assertions', primaryKey, where })
}
