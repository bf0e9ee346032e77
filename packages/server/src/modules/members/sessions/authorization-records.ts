import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import {
  consumeRecord,
  deleteOldestRecordsWithoutUser,
  deleteRecord,
  deleteRecordsOfGrant,
  type FoundRecord,
  selectRecord,
  upsertRecord,
} from './authorization-records-repository.ts'

// What the authorization server keeps of a sign-in. Ids are stored as keyed hashes and payloads are encrypted: a reader of
// the table, or of a backup of it, can present none of them.

/** Whose records, and of which model of the authorization server */
export interface RecordKind {
  organizationKey: string
  model: string
}

export interface AuthorizationRecord {
  payload: Record<string, unknown>
  isConsumed: boolean
}

interface NewAuthorizationRecord {
  id: string
  payload: Record<string, unknown>
  uid: string | null
  grantId: string | null
  userKey: string | null
  /** Seconds */
  life: number
}

type RecordParts = Parts<'clock' | 'vault'>

const column = 'authorization_records.payload_encrypted'
const rowOf = ({ organizationKey, model }: RecordKind, idHash: string) => ({
  organization_key: organizationKey,
  model,
  id_hash: idHash,
})

const hashId = ({ vault }: RecordParts, { organizationKey, model }: RecordKind, id: string): string =>
  vault.hash('records', `authorization record ${organizationKey} ${model} ${id}`)

const timestamp = ({ clock }: RecordParts): string => toTimestamp(clock.now())

function decrypt(
  { vault }: RecordParts,
  kind: RecordKind,
  row: FoundRecord | undefined,
): AuthorizationRecord | undefined {
  if (!row) return undefined
  const payload = JSON.parse(vault.decrypt(column, rowOf(kind, row.idHash), row.payloadEncrypted))
  return { payload, isConsumed: row.consumedAt !== null }
}

/** Undefined where there is no such record, or it has expired */
export async function findAuthorizationRecord(
  parts: RecordParts,
  kind: RecordKind,
  id: string,
): Promise<AuthorizationRecord | undefined> {
  const row = await selectRecord(parts.db, { ...kind, idHash: hashId(parts, kind, id), now: timestamp(parts) })
  return decrypt(parts, kind, row)
}

/** The same by the record's uid, which sessions and interactions have */
export async function findAuthorizationRecordByUid(
  parts: RecordParts,
  kind: RecordKind,
  uid: string,
): Promise<AuthorizationRecord | undefined> {
  const row = await selectRecord(parts.db, { ...kind, uid, now: timestamp(parts) })
  return decrypt(parts, kind, row)
}

/** How many records of each model an organization keeps that belong to no user: sign-ins that anonymous callers began */
export const mostRecordsWithoutUser = 20_000

/**
 * Stores a new record, or the new state of one. One in 64 of those that belong to no user looks for the oldest ones that
 * are too many; the keyed hash decides.
 */
export async function storeAuthorizationRecord(
  parts: RecordParts,
  kind: RecordKind,
  { id, payload, uid, grantId, userKey, life }: NewAuthorizationRecord,
): Promise<void> {
  const row = rowOf(kind, hashId(parts, kind, id))
  await upsertRecord(parts.db, {
    ...row,
    payload_encrypted: parts.vault.encrypt(column, row, JSON.stringify(payload)),
    uid,
    grant_id: grantId,
    user_key: userKey,
    consumed_at: null,
    expires_at: toTimestamp(parts.clock.now() + life * 1000),
  })
  if (userKey === null && row.id_hash.startsWith('A'))
    await deleteOldestRecordsWithoutUser(parts.db, kind.organizationKey, kind.model, mostRecordsWithoutUser)
}

/** @returns false where it was consumed before, or does not exist any more */
export const consumeAuthorizationRecord = (parts: RecordParts, kind: RecordKind, id: string): Promise<boolean> =>
  consumeRecord(parts.db, kind.organizationKey, kind.model, hashId(parts, kind, id), timestamp(parts))

/** Deletes the record if there is one */
export const deleteAuthorizationRecord = (parts: RecordParts, kind: RecordKind, id: string): Promise<void> =>
  deleteRecord(parts.db, kind.organizationKey, kind.model, hashId(parts, kind, id))

/** Deletes everything that was issued for a grant, of every model. */
export const deleteAuthorizationRecordsOfGrant = (
  { db }: Parts,
  organizationKey: string,
  grantId: string,
): Promise<void> => deleteRecordsOfGrant(db, organizationKey, grantId)
