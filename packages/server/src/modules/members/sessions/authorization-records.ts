import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import type { Db } from '../../../db/transaction.ts'
import {
  consumeRecord,
  deleteRecord,
  deleteRecordsOfGrant,
  type FoundRecord,
  selectRecord,
  selectRecordByUid,
  upsertRecord,
} from './authorization-records-repository.ts'

/** What the authorization server keeps of somebody who signs in. Whatever it is, this stores it. */
export interface AuthorizationRecord {
  payload: Record<string, unknown>
  isConsumed: boolean
}

export interface NewAuthorizationRecord {
  id: string
  payload: Record<string, unknown>
  uid: string | null
  grantId: string | null
  userKey: string | null
  /** Seconds */
  life: number
}

export type AuthorizationRecords = ReturnType<typeof createAuthorizationRecords>

/**
 * The records of the authorization server, by organization and model. Ids are kept as keyed hashes and payloads
 * encrypted: whoever reads the table, or a backup of it, can present none of them.
 */
export function createAuthorizationRecords({ db, clock, vault }: { db: Db; clock: Clock; vault: Vault }) {
  const timestamp = (): string => toTimestamp(clock.now())

  return (organizationKey: string, model: string) => {
    const context = `authorization record ${organizationKey} ${model}`
    const hashOf = (id: string): string => vault.hash(`${context} ${id}`)
    const open = (row: FoundRecord | undefined): AuthorizationRecord | undefined =>
      row && { payload: JSON.parse(vault.decrypt(row.payloadEncrypted, context)), isConsumed: row.consumedAt !== null }

    return {
      async find(id: string): Promise<AuthorizationRecord | undefined> {
        return open(await selectRecord(db, organizationKey, model, hashOf(id), timestamp()))
      },
      async findByUid(uid: string): Promise<AuthorizationRecord | undefined> {
        return open(await selectRecordByUid(db, organizationKey, model, uid, timestamp()))
      },
      async store({ id, payload, uid, grantId, userKey, life }: NewAuthorizationRecord): Promise<void> {
        await upsertRecord(db, {
          organization_key: organizationKey,
          model,
          id_hash: hashOf(id),
          payload_encrypted: vault.encrypt(JSON.stringify(payload), context),
          uid,
          grant_id: grantId,
          user_key: userKey,
          consumed_at: null,
          expires_at: toTimestamp(clock.now() + life * 1000),
        })
      },
      /** @returns false where it was consumed before, or is gone */
      consume: (id: string): Promise<boolean> => consumeRecord(db, organizationKey, model, hashOf(id), timestamp()),
      delete: (id: string): Promise<void> => deleteRecord(db, organizationKey, model, hashOf(id)),
      deleteOfGrant: (grantId: string): Promise<void> => deleteRecordsOfGrant(db, organizationKey, grantId),
    }
  }
}
