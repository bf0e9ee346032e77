import { sql } from 'kysely'
import { deleteExpiredRows, deleteOldest } from '../../../db/delete-in-slices.ts'
import type { OneTimeCodeTable } from '../../../db/schema/sign-in-schema.ts'
import type { Db } from '../../../db/transaction.ts'

const primaryKey = ['organization_key', 'key'] as const

export type Purpose = OneTimeCodeTable['purpose']

export interface OneTimeCode {
  key: string
  userKey: string | null
  codeEncrypted: string | null
  recipientHash: string | null
  credentialsStamp: string | null
  wrongAttempts: number
  expiresAt: string
}

const fromTable = (row: OneTimeCodeTable): OneTimeCode => ({
  key: row.key,
  userKey: row.user_key,
  codeEncrypted: row.code_encrypted,
  recipientHash: row.recipient_hash,
  credentialsStamp: row.credentials_stamp,
  wrongAttempts: row.wrong_attempts,
  expiresAt: row.expires_at,
})

export async function insertOneTimeCode(db: Db, row: OneTimeCodeTable): Promise<void> {
  await db.insertInto('one_time_codes').values(row).execute()
}

export async function selectByToken(
  db: Db,
  organizationKey: string,
  purpose: Purpose,
  tokenHash: string,
): Promise<OneTimeCode | undefined> {
  const row = await db
    .selectFrom('one_time_codes')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row && fromTable(row)
}

/** The same, and no other request uses it before the transaction ends. */
export async function lockByToken(
  db: Db,
  organizationKey: string,
  purpose: Purpose,
  tokenHash: string,
): Promise<OneTimeCode | undefined> {
  const row = await db
    .updateTable('one_time_codes')
    .set({ expires_at: sql.ref('expires_at') })
    .where('organization_key', '=', organizationKey)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .returningAll()
    .executeTakeFirst()
  return row && fromTable(row)
}

/** The newest one that this browser asked for */
export async function selectByBrowser(
  db: Db,
  organizationKey: string,
  purpose: Purpose,
  browserHash: string,
): Promise<OneTimeCode | undefined> {
  const row = await db
    .selectFrom('one_time_codes')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('browser_hash', '=', browserHash)
    .where('purpose', '=', purpose)
    .orderBy('key', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromTable(row)
}

/** Undefined where another request has used it. Otherwise, no other request uses it before the transaction ends. */
export async function lockOneTimeCode(db: Db, organizationKey: string, key: string): Promise<OneTimeCode | undefined> {
  const row = await db
    .updateTable('one_time_codes')
    .set({ expires_at: sql.ref('expires_at') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirst()
  return row && fromTable(row)
}

export async function updateWrongAttempts(
  db: Db,
  organizationKey: string,
  key: string,
  wrongAttempts: number,
): Promise<void> {
  await db
    .updateTable('one_time_codes')
    .set({ wrong_attempts: wrongAttempts })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** The code is found by the browser that asked for it: from now on, by none. */
export async function forgetBrowser(db: Db, organizationKey: string, key: string): Promise<void> {
  await db
    .updateTable('one_time_codes')
    .set({ browser_hash: null })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** @returns false where another request has used it */
export async function deleteOneTimeCode(db: Db, organizationKey: string, key: string): Promise<boolean> {
  const result = await db
    .deleteFrom('one_time_codes')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}

/** Those of a user, or of the organization itself. */
export async function deleteOneTimeCodes(
  db: Db,
  organizationKey: string,
  purpose: Purpose,
  userKey: string | null,
): Promise<void> {
  await db
    .deleteFrom('one_time_codes')
    .where('organization_key', '=', organizationKey)
    .where('purpose', '=', purpose)
    .where('user_key', userKey === null ? 'is' : '=', userKey)
    .execute()
}

/** Those for an e-mail, whether or not a user has it */
export async function deleteOneTimeCodesForRecipient(
  db: Db,
  organizationKey: string,
  purpose: Purpose,
  recipientHash: string,
): Promise<void> {
  await db
    .deleteFrom('one_time_codes')
    .where('organization_key', '=', organizationKey)
    .where('recipient_hash', '=', recipientHash)
    .where('purpose', '=', purpose)
    .execute()
}

/**
 * How many that anonymous callers asked for an organization keeps: more than one network can ask for while one is valid. One new one
 * in 64 looks for the oldest ones.
 */
export const mostAskedCodes = 50_000

/**
 * Keeps the newest of those of a purpose that anonymous callers asked for, whether or not a user has the e-mail: if only the others
 * went, what is left would tell who exists.
 */
export function deleteOldestAskedCodes(
  db: Db,
  organizationKey: string,
  purpose: Purpose,
  most = mostAskedCodes,
): Promise<void> {
  const where = sql<boolean>`organization_key = ${organizationKey} and purpose = ${purpose} and recipient_hash is not null`
  return deleteOldest(db, { table: 'one_time_codes', primaryKey, where }, most)
}

/** Of all organizations */
export async function deleteExpiredOneTimeCodes(db: Db, now: string, signal: AbortSignal): Promise<void> {
  await deleteExpiredRows(db, 'one_time_codes', primaryKey, now, signal)
}

/** Of all organizations, those of all purposes but this one */
export async function deleteOneTimeCodesBut(db: Db, purpose: Purpose): Promise<void> {
  await db.deleteFrom('one_time_codes').where('purpose', '!=', purpose).execute()
}
