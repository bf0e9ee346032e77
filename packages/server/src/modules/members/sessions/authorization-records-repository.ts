import { type RawBuilder, sql } from 'kysely'
import { deleteExpiredRows, deleteInSlices, deleteOldest } from '../../../db/delete-in-slices.ts'
import { runCompiled } from '../../../db/run-compiled.ts'
import type { AuthorizationRecordTable } from '../../../db/schema/members-schema.ts'
import type { Db } from '../../../db/transaction.ts'

const primaryKey = ['organization_key', 'model', 'id_hash'] as const

/** Inserts the record, or updates the one with its id. */
export async function upsertRecord(db: Db, row: AuthorizationRecordTable): Promise<void> {
  await runCompiled(db, 'upsert of a record', row, (row) => {
    const { organization_key: _organization, model: _model, id_hash: _id, consumed_at: _consumed, ...changed } = row
    return db
      .insertInto('authorization_records')
      .values(row)
      .onConflict((conflict) => conflict.columns(['organization_key', 'model', 'id_hash']).doUpdateSet(changed))
  })
}

export type FoundRecord = { idHash: string; payloadEncrypted: string; consumedAt: string | null }

interface WantedRecord {
  organizationKey: string
  model: string
  /** Either of the two */
  idHash?: string
  uid?: string
  now: string
}

/** By its id, or by its uid; undefined where it has expired */
export async function selectRecord(db: Db, wanted: WantedRecord): Promise<FoundRecord | undefined> {
  const [row] = await runCompiled(db, 'record', wanted, ({ organizationKey, model, idHash, uid, now }) => {
    const records = db
      .selectFrom('authorization_records')
      .select(['id_hash as idHash', 'payload_encrypted as payloadEncrypted', 'consumed_at as consumedAt'])
      .where('organization_key', '=', organizationKey)
      .where('model', '=', model)
      .where('expires_at', '>', now)
    return idHash === undefined ? records.where('uid', '=', uid ?? '') : records.where('id_hash', '=', idHash)
  })
  return row
}

/** Of those of a model that belong to no user, keeps so many, the newest. */
export function deleteOldestRecordsWithoutUser(
  db: Db,
  organizationKey: string,
  model: string,
  most: number,
): Promise<void> {
  const where = sql<boolean>`organization_key = ${organizationKey} and model = ${model} and user_key is null`
  return deleteOldest(db, { table: 'authorization_records', primaryKey, where }, most)
}

/** @returns false where another request was first: one statement decides, whichever node asks */
export async function consumeRecord(
  db: Db,
  organizationKey: string,
  model: string,
  idHash: string,
  now: string,
): Promise<boolean> {
  const consumed = await runCompiled(db, 'use of a record', { organizationKey, model, idHash, now }, (values) =>
    db
      .updateTable('authorization_records')
      .set({ consumed_at: values.now })
      .where('organization_key', '=', values.organizationKey)
      .where('model', '=', values.model)
      .where('id_hash', '=', values.idHash)
      .where('consumed_at', 'is', null)
      .returning('id_hash'),
  )
  return consumed.length === 1
}

export async function deleteRecord(db: Db, organizationKey: string, model: string, idHash: string): Promise<void> {
  await db
    .deleteFrom('authorization_records')
    .where('organization_key', '=', organizationKey)
    .where('model', '=', model)
    .where('id_hash', '=', idHash)
    .execute()
}

const deleteRecords = (db: Db, where: RawBuilder<boolean>): Promise<void> =>
  deleteInSlices(db, { table: 'authorization_records', primaryKey, where })

/** Each use of a refresh token leaves one, which is kept as long as the last one is valid: a grant may have very many. */
export const deleteRecordsOfGrant = (db: Db, organizationKey: string, grantId: string): Promise<void> =>
  deleteRecords(db, sql`organization_key = ${organizationKey} and grant_id = ${grantId}`)

export async function existsAuthorizationSession(db: Db, organizationKey: string, uid: string): Promise<boolean> {
  const row = await db
    .selectFrom('authorization_records')
    .select('uid')
    .where('organization_key', '=', organizationKey)
    .where('model', '=', 'Session')
    .where('uid', '=', uid)
    .executeTakeFirst()
  return row !== undefined
}

/** The session at the authorization server, and with it every code that was issued in it. */
export async function deleteAuthorizationSession(db: Db, organizationKey: string, uid: string): Promise<void> {
  await db
    .deleteFrom('authorization_records')
    .where('organization_key', '=', organizationKey)
    .where('model', '=', 'Session')
    .where('uid', '=', uid)
    .execute()
}

/** Everything of a user: sessions, grants, codes, sign-ins that have begun. Those of the session `exceptUid` stay. */
export function deleteRecordsOfUser(
  db: Db,
  organizationKey: string,
  userKey: string,
  exceptUid: string | null,
): Promise<void> {
  const ofUser = sql<boolean>`organization_key = ${organizationKey} and user_key = ${userKey}`
  return deleteRecords(db, exceptUid === null ? ofUser : sql`${ofUser} and (uid is null or uid != ${exceptUid})`)
}

/** Of all organizations. */
export async function deleteRecordsExpiredAt(db: Db, now: string, signal: AbortSignal): Promise<void> {
  await deleteExpiredRows(db, 'authorization_records', primaryKey, now, signal)
}

/** Of all organizations. */
export async function deleteAllRecords(db: Db): Promise<void> {
  await db.deleteFrom('authorization_records').execute()
}
