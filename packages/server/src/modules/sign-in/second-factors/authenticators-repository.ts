import { sql } from 'kysely'
import type { AuthenticatorTable } from '../../../db/schema/sign-in-schema.ts'
import type { Db } from '../../../db/transaction.ts'

export interface Authenticator {
  secretEncrypted: string
  recoveryCodesEncrypted: string
  lastStep: number
  confirmedAt: string | null
  createdAt: string
}

const fromTable = (row: AuthenticatorTable): Authenticator => ({
  secretEncrypted: row.secret_encrypted,
  recoveryCodesEncrypted: row.recovery_codes_encrypted,
  lastStep: row.last_step,
  confirmedAt: row.confirmed_at,
  createdAt: row.created_at,
})

export async function selectAuthenticator(
  db: Db,
  organizationKey: string,
  userKey: string,
): Promise<Authenticator | undefined> {
  const row = await db
    .selectFrom('authenticators')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .executeTakeFirst()
  return row && fromTable(row)
}

/** The same, and no other request uses a code before the transaction ends. */
export async function lockAuthenticator(
  db: Db,
  organizationKey: string,
  userKey: string,
): Promise<Authenticator | undefined> {
  const row = await db
    .updateTable('authenticators')
    .set({ last_step: sql.ref('last_step') })
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .returningAll()
    .executeTakeFirst()
  return row && fromTable(row)
}

/** Replaces one that was not confirmed. */
export async function replaceAuthenticator(
  db: Db,
  organizationKey: string,
  userKey: string,
  { secretEncrypted, recoveryCodesEncrypted, createdAt }: Omit<Authenticator, 'lastStep' | 'confirmedAt'>,
): Promise<void> {
  await deleteAuthenticator(db, organizationKey, userKey)
  await db
    .insertInto('authenticators')
    .values({
      organization_key: organizationKey,
      user_key: userKey,
      secret_encrypted: secretEncrypted,
      recovery_codes_encrypted: recoveryCodesEncrypted,
      last_step: 0,
      confirmed_at: null,
      created_at: createdAt,
    })
    .execute()
}

export async function updateAuthenticator(
  db: Db,
  organizationKey: string,
  userKey: string,
  changes: Partial<Pick<Authenticator, 'recoveryCodesEncrypted' | 'lastStep' | 'confirmedAt'>>,
): Promise<void> {
  await db
    .updateTable('authenticators')
    .set({
      ...(changes.recoveryCodesEncrypted && { recovery_codes_encrypted: changes.recoveryCodesEncrypted }),
      ...(changes.lastStep !== undefined && { last_step: changes.lastStep }),
      ...(changes.confirmedAt !== undefined && { confirmed_at: changes.confirmedAt }),
    })
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .execute()
}

export async function deleteAuthenticator(db: Db, organizationKey: string, userKey: string): Promise<void> {
  await db
    .deleteFrom('authenticators')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .execute()
}
