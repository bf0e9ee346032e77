import { announceChange } from '../../../db/change-feed.ts'
import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockRelyingPartyRow, selectRelyingParty } from './relying-parties-repository.ts'
import type { RelyingPartySettings, StoredRelyingParty } from './relying-party.ts'

/** @throws Problem relying_party_not_found */
export async function requireRelyingParty(
  { db }: Parts,
  organizationKey: string,
  key: string,
): Promise<StoredRelyingParty> {
  const found = await selectRelyingParty(db, organizationKey, { key: normalKey(key) })
  if (!found) throw new Problem('relying_party_not_found', `There is no sign-in application with the key ${key}.`)
  return found
}

/**
 * Reads a relying party for a change: nobody else changes it or its secrets before the transaction ends.
 * @throws Problem relying_party_not_found
 */
export async function lockRelyingParty(
  parts: Parts,
  { organizationKey }: Principal,
  key: string,
): Promise<StoredRelyingParty> {
  await lockRelyingPartyRow(parts.db, organizationKey, normalKey(key))
  return requireRelyingParty(parts, organizationKey, key)
}

/**
 * Locks and reads it, has `work` change it, records the change that it returns, and tells every cache.
 * @throws Problem relying_party_not_found
 */
export function changeRelyingParty<P extends Parts<'clock'>, T>(
  parts: P,
  principal: Principal,
  key: string,
  work: (parts: P, held: StoredRelyingParty) => Promise<{ result: T; change?: Omit<AuditedChange, 'entity'> }>,
): Promise<T> {
  return transaction(parts, async (parts) => {
    const held = await lockRelyingParty(parts, principal, key)
    const { result, change } = await work(parts, held)
    if (change) await recordRelyingPartyChange(parts, principal, held, change)
    return result
  })
}

/** Records a change in the audit trail, and announces it to every cache */
export async function recordRelyingPartyChange(
  parts: Parts<'clock'>,
  principal: Principal,
  { key, name }: { key: string; name: string },
  change: Omit<AuditedChange, 'entity'>,
): Promise<void> {
  await recordChange(parts, principal, { ...change, entity: { type: 'relying-party', key, name } })
  await announceChange(parts.db, principal.organizationKey)
}

/** For a name that another relying party of the organization has */
export const relyingPartyNameTaken = (name: string): Problem =>
  new Problem('relying_party_name_taken', `There is a sign-in application called '${name}' already.`)

/** What somebody decided about a relying party, for the audit trail. It holds no secret: those are stored elsewhere. */
export function settingsOf(stored: StoredRelyingParty): RelyingPartySettings {
  const {
    key: _,
    clientId: __,
    lastUsedAt: ___,
    createdBy: ____,
    jwksOrigins,
    createdAt,
    updatedAt,
    ...settings
  } = stored
  return settings
}
