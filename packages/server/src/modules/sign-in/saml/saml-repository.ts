import type { Insertable, Selectable } from 'kysely'
import { deleteExpiredRows } from '../../../db/delete-in-slices.ts'
import { endLongWaits } from '../../../db/end-long-waits.ts'
import { contains } from '../../../db/like.ts'
import type { Schema } from '../../../db/schema/schema.ts'
import type { SamlKeyTable, SamlMetadataTable } from '../../../db/schema/sign-in-schema.ts'
import type { Db } from '../../../db/transaction.ts'

/** The newest first */
export const selectSamlKeys = (db: Db, organizationKey: string): Promise<Selectable<SamlKeyTable>[]> =>
  db
    .selectFrom('saml_keys')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .orderBy('number', 'desc')
    .execute()

export async function updateSamlKeyState(
  db: Db,
  organizationKey: string,
  key: string,
  state: SamlKeyTable['state'],
): Promise<void> {
  await db
    .updateTable('saml_keys')
    .set({ state })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

export async function deleteSamlKey(db: Db, organizationKey: string, key: string): Promise<void> {
  await db.deleteFrom('saml_keys').where('organization_key', '=', organizationKey).where('key', '=', key).execute()
}

/** Nothing where there is one of this number already */
export async function insertSamlKey(db: Db, row: Insertable<SamlKeyTable>): Promise<void> {
  await db
    .insertInto('saml_keys')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_key', 'number']).doNothing())
    .execute()
}

export const selectSamlMetadata = (
  db: Db,
  organizationKey: string,
  providerKey: string,
): Promise<Selectable<SamlMetadataTable> | undefined> =>
  db
    .selectFrom('saml_metadata')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', providerKey)
    .executeTakeFirst()

/**
 * The providers of an organization whose metadata were tried to be read, with the address, and of those the ones that may
 * have this entity ID: in their facts, it is somewhere.
 */
export async function selectSamlEntities(
  db: Db,
  organizationKey: string,
  entityId: string,
): Promise<{ tried: Map<string, string>; named: Set<string> }> {
  const rows = db
    .selectFrom('saml_metadata')
    .select(['identity_provider_key as key', 'url'])
    .where('organization_key', '=', organizationKey)
  const named = await rows.where(contains('facts', JSON.stringify(entityId))).execute()
  return {
    tried: new Map((await rows.execute()).map(({ key, url }) => [key, url])),
    named: new Set(named.map(({ key }) => key)),
  }
}

/** In place of what was there */
export async function upsertSamlMetadata(db: Db, row: Insertable<SamlMetadataTable>): Promise<void> {
  const { organization_key: _, identity_provider_key: __, ...values } = row
  await db
    .insertInto('saml_metadata')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_key', 'identity_provider_key']).doUpdateSet(values))
    .execute()
}

export async function deleteSamlMetadata(db: Db, organizationKey: string, providerKey: string): Promise<void> {
  await db
    .deleteFrom('saml_metadata')
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', providerKey)
    .execute()
}

/**
 * Of all organizations
 * @param longest how many milliseconds after reading metadata they are due at most
 */
export async function selectDueSamlMetadata(
  db: Db,
  { now, longest, limit }: { now: string; longest: number; limit: number },
): Promise<Pick<SamlMetadataTable, 'organization_key' | 'identity_provider_key'>[]> {
  const primaryKey = ['organization_key', 'identity_provider_key'] as const
  await endLongWaits(db, { table: 'saml_metadata', primaryKey }, 'due_at', { now, longest })
  return db
    .selectFrom('saml_metadata')
    .select(['organization_key', 'identity_provider_key'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** @returns whether nobody was reminded of the certificate before */
export async function insertCertificateReminder(
  db: Db,
  row: Insertable<Schema['certificate_reminders']>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('certificate_reminders')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows) === 1
}

/** Of all organizations */
export async function deleteExpiredCertificateReminders(db: Db, now: string, signal: AbortSignal): Promise<void> {
  await deleteExpiredRows(db, 'certificate_reminders', ['organization_key', 'fingerprint'], now, signal)
}

/** @returns whether it was not there yet, nor another answer to its request */
export async function insertSamlMessage(db: Db, row: Insertable<Schema['saml_messages']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('saml_messages')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows) === 1
}

/** The answer to a request that nobody has taken yet */
export const selectSamlAnswer = (db: Db, organizationKey: string, requestHash: string) =>
  db
    .selectFrom('saml_messages')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('request_hash', '=', requestHash)
    .where('identity_encrypted', 'is not', null)
    .executeTakeFirst()

/** @returns whether nobody was faster */
export async function takeSamlAnswer(db: Db, organizationKey: string, requestHash: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('saml_messages')
    .set({ identity_encrypted: null })
    .where('organization_key', '=', organizationKey)
    .where('request_hash', '=', requestHash)
    .where('identity_encrypted', 'is not', null)
    .executeTakeFirst()
  return Number(numUpdatedRows) === 1
}

/** Of all organizations */
export async function deleteExpiredSamlMessages(db: Db, now: string, signal: AbortSignal): Promise<void> {
  await deleteExpiredRows(
    db,
    'saml_messages',
    ['organization_key', 'identity_provider_key', 'message_hash'],
    now,
    signal,
  )
}

/** In place of what was there */
export async function upsertSamlName(db: Db, row: Insertable<Schema['saml_names']>): Promise<void> {
  const { subject, expires_at } = row
  await db
    .insertInto('saml_names')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['organization_key', 'identity_provider_key', 'name_hash']).doUpdateSet({ subject, expires_at }),
    )
    .execute()
}

export async function selectSubjectOfSamlName(
  db: Db,
  organizationKey: string,
  providerKey: string,
  nameHash: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('saml_names')
    .select('subject')
    .where('organization_key', '=', organizationKey)
    .where('identity_provider_key', '=', providerKey)
    .where('name_hash', '=', nameHash)
    .executeTakeFirst()
  return row?.subject
}

/** Of all organizations */
export async function deleteExpiredSamlNames(db: Db, now: string, signal: AbortSignal): Promise<void> {
  await deleteExpiredRows(db, 'saml_names', ['organization_key', 'identity_provider_key', 'name_hash'], now, signal)
}
