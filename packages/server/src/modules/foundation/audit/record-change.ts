import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../permissions/principal.ts'
import type { AuditAction } from './audit-actions.ts'
import { insertAuditEntries } from './audit-repository.ts'
import type { AuditedEntity } from './audited-entity.ts'

export interface AuditedChange {
  action: AuditAction
  entity: AuditedEntity
  /** What held before and what holds now. Never a secret, not even a hashed one. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  environmentKey?: string
  /** What else it names: the role that is granted, the asset of a role */
  related?: readonly AuditedEntity[]
  /** What else it is found as an entry about: the users who were added to a group, the group of a claim mapping */
  namedKeys?: readonly string[]
  /** `Success` unless given */
  result?: AuditEntryTable['result']
}

/** Writes the entry of a change, in the transaction of the change: one is never stored without the other. */
export const recordChange = (parts: Parts<'clock'>, principal: Principal, change: AuditedChange): Promise<void> =>
  recordChanges(parts, principal, [change])

/** The same for several changes. */
export async function recordChanges(
  { db, clock }: Parts<'clock'>,
  { organizationKey, actor }: Principal,
  changes: readonly AuditedChange[],
): Promise<void> {
  const now = clock.now()
  const occurredAt = toTimestamp(now)
  const entries = changes.map(
    ({ action, entity, before, after, environmentKey = null, result = 'Success' as const, ...named }) => ({
      organization_key: organizationKey,
      key: newKey(now),
      occurred_at: occurredAt,
      actor_type: actor.type,
      actor_key: actor.key,
      actor_name: actor.name,
      address: actor.address,
      trace_id: actor.traceId,
      action,
      entity_type: entity.type,
      entity_key: entity.key,
      entity_name: entity.name,
      old_values: before ? textOf(before) : null,
      new_values: after ? textOf(after) : null,
      environment_key: environmentKey,
      result,
      occurrences: 1,
      ...keysOf([entity, ...(named.related ?? [])]),
      part_of: actor.partOf ?? null,
      related: named.related,
      named: named.namedKeys ?? [],
      alias: aliasOf(after) ?? aliasOf(before),
    }),
  )
  insertAuditEntries(db, entries)
}

const roleTypes: readonly string[] = ['organization-role', 'application-role']

/** By which role and asset the entry is found */
const keysOf = (entities: readonly AuditedEntity[]) => ({
  role_key: entities.find(({ type }) => roleTypes.includes(type))?.key ?? null,
  asset_key: entities.find(({ type }) => type === 'asset')?.key ?? null,
})

/** The e-mail of a user, and the client ID of an API client or an application */
const aliasOf = (values: Record<string, unknown> | undefined): string | undefined =>
  [values?.email, values?.clientId].find((value) => typeof value === 'string')

/** Callers pass no secrets. If one does so by mistake, it is masked here. */
const secretNames =
  /^((client|shared)?_?secret|secret_?hash|password|password_?hash|hash|private_?key(_?encrypted)?|master_?key|(access|refresh|id)?_?token|assertion)$/i
/** A part of each of these names: looking at every name costs three times as much as writing the text. */
const mayBeSecret = /secret|password|hash|key"|encrypted|token|assertion/i

function textOf(values: Record<string, unknown>): string {
  const text = JSON.stringify(values)
  return mayBeSecret.test(text) ? JSON.stringify(values, masked) : text
}

const masked = (name: string, value: unknown): unknown =>
  secretNames.test(name) && value !== null && value !== undefined ? '***' : value
