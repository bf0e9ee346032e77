import { normalKey } from '../../../db/keys.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { timestampParameter } from '../../../http/api/timestamp-parameter.ts'
import type { AuditFilter } from './audit-repository.ts'
import type { AuditEntry, AuditFilterQuery } from './audit-schemas.ts'

/** An entry as the API answers it */
export const auditEntryOf = (row: AuditEntryTable): AuditEntry => ({
  key: row.key,
  occurredAt: row.occurred_at,
  actor: { type: row.actor_type, key: row.actor_key, name: row.actor_name, address: row.address },
  traceId: row.trace_id,
  action: row.action,
  entity: { type: row.entity_type, key: row.entity_key, name: row.entity_name },
  environmentKey: row.environment_key,
  oldValues: row.old_values === null ? null : JSON.parse(row.old_values),
  newValues: row.new_values === null ? null : JSON.parse(row.new_values),
  result: row.result,
  occurrences: row.occurrences,
})

/** @throws Problem invalid_parameter */
export const auditFilterOf = (query: AuditFilterQuery): AuditFilter => ({
  action: query.action,
  entity_type: query.entityType,
  entity_key: query.entityKey?.flatMap((key) => [key, normalKey(key)]),
  actor_type: query.actorType,
  actor_key: query.actorKey?.map(normalKey),
  environment_key: query.environmentKey?.map(normalKey),
  result: query.result,
  since: timestampParameter('since', query.since),
  to: timestampParameter('to', query.to),
})
