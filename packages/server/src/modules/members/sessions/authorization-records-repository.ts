import { deleteExpiredRows } from '../../../db/delete-in-slices.ts'
import { runCompiled } from '../../../db/run-compiled.ts'
import type { AuthorizationRecordTable } from '../../../db/schema/members-schema.ts'
import type { Db } from '../../../db/transaction.ts'

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
export async function deleteOldestRecordsWithoutUser(
  db: Db,
  organizationKey: string,
  model: string,
  most: number,
): Promise<void> {
  const withoutUser = db
    .selectFrom('authorization_records')
    .where('organization_key', '=', organizationKey)
    .where('model', '=', model)
    .where('user_key', 'is', null)
  const { count } = await withoutUser.select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  const excess = Number(count) - most
  if (excess <= 0) return
  await db
    .deleteFrom('authorization_records')
    .where('organization_key', '=', organizationKey)
    .where('model', '=', model)
    .where('id_hash', 'in', withoutUser.select('id_hash').orderBy('expires_at').limit(excess))
    .execute()
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

export async function deleteRecordsOfGrant(db: Db, organizationKey: string, grantId: string): Promise<void> {
  await db
    .deleteFrom('authorization_records')
    .where('organization_key', '=', organizationKey)
    .where('grant_id', '=', grantId)
    .execute()
}

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
export async function deleteRecordsOfUser(
  db: Db,
  organizationKey: string,
  userKey: string,
  exceptUid: string | null,
): Promise<void> {
  await db
    .deleteFrom('authorization_records')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where((eb) => (exceptUid === null ? eb.val(true) : eb.or([eb('uid', 'is', null), eb('uid', '!=', exceptUid)])))
    .execute()
}

/** Of all organizations. */
export async function deleteRecordsExpiredAt(db: Db, now: string, signal: AbortSignal): Promise<void> {
  await deleteExpiredRows(db, 'authorization_records', ['organization_key', 'model', 'id_hash'], now, signal)
}

/** Of all organizations. */
export async function deleteAllRecords(db: Db): Promise<void> {
  await db.deleteFrom('authorization_records').execute()
}
