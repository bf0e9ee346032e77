import type { PasskeyTable } from '../../../db/schema/sign-in-schema.ts'
import type { Db } from '../../../db/transaction.ts'

export interface Passkey {
  key: string
  userKey: string
  /** base64url */
  credentialId: string
  /** COSE key in base64url */
  publicKey: string
  counter: number
  transports: string[]
  name: string
  createdAt: string
  lastUsedAt: string | null
}

const fromTable = (row: PasskeyTable): Passkey => ({
  key: row.key,
  userKey: row.user_key,
  credentialId: row.credential_id,
  publicKey: row.public_key,
  counter: row.counter,
  transports: row.transports === null ? [] : JSON.parse(row.transports),
  name: row.name,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
})

/** Oldest first */
export async function selectPasskeys(db: Db, organizationKey: string, userKey: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkeys')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .orderBy('key')
    .execute()
  return rows.map(fromTable)
}

export async function selectPasskeyByCredential(
  db: Db,
  organizationKey: string,
  credentialId: string,
): Promise<Passkey | undefined> {
  const row = await db
    .selectFrom('passkeys')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return row && fromTable(row)
}

export async function insertPasskey(db: Db, organizationKey: string, passkey: Passkey): Promise<void> {
  await db
    .insertInto('passkeys')
    .values({
      organization_key: organizationKey,
      key: passkey.key,
      user_key: passkey.userKey,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: JSON.stringify(passkey.transports),
      name: passkey.name,
      created_at: passkey.createdAt,
      last_used_at: passkey.lastUsedAt,
    })
    .execute()
}

/** @returns false where another request was faster with a counter at least as high: one of the two is a copy */
export async function updatePasskeyUse(
  db: Db,
  organizationKey: string,
  passkey: Pick<Passkey, 'key'>,
  { counter, usedAt }: { counter: number; usedAt: string },
): Promise<boolean> {
  const result = await db
    .updateTable('passkeys')
    .set({ counter, last_used_at: usedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', passkey.key)
    // Most passkeys are synchronized between devices and have no counter: it stays 0.
    .where((where) =>
      where.or([where('counter', '<', counter), where.and([where('counter', '=', 0), where.val(counter === 0)])]),
    )
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function updatePasskeyName(
  db: Db,
  organizationKey: string,
  { key, userKey }: { key: string; userKey: string },
  name: string,
): Promise<void> {
  await db
    .updateTable('passkeys')
    .set({ name })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('user_key', '=', userKey)
    .execute()
}

/** @returns its name, or undefined where the user has no such passkey */
export async function deletePasskey(
  db: Db,
  organizationKey: string,
  { key, userKey }: { key: string; userKey: string },
): Promise<string | undefined> {
  const row = await db
    .deleteFrom('passkeys')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('user_key', '=', userKey)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}
