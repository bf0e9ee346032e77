import { isIP } from 'node:net'
import { isKey, normalKey } from '../../../db/keys.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { timestampParameter } from '../../../http/api/timestamp-parameter.ts'
import { Problem } from '../../../problems/problem.ts'
import type { AuditFilter, FoundBySearch } from './audit-keys-repository.ts'
import { selectSubjects } from './audit-names-repository.ts'
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
  related: row.related === null ? [] : JSON.parse(row.related),
  partOf: row.part_of,
  oldValues: row.old_values === null ? null : JSON.parse(row.old_values),
  newValues: row.new_values === null ? null : JSON.parse(row.new_values),
  result: row.result,
  occurrences: row.occurrences,
})

/** More of them say too little, and take long to look for. */
const mostFound = 500

/** @throws Problem invalid_parameter */
export async function auditFilterOf(db: Db, organizationKey: string, query: AuditFilterQuery): Promise<AuditFilter> {
  const search = query.search?.trim()
  const filter = filterOf(query)
  if (!search) return filter
  const text = search.toLowerCase()
  const found: FoundBySearch = {
    keys: await findSubjects(db, organizationKey, search),
    actions: query.searchAction,
    address: isIP(search) ? text : undefined,
    traceId: traceIdForm.test(text) ? text : undefined,
  }
  const { actions } = found
  if (found.keys.length > 0 || found.address || found.traceId || !actions) return { ...filter, found }
  // Actions alone are counted in blocks.
  return { ...filter, action: filter.action?.filter((one) => actions.includes(one)) ?? actions }
}

const traceIdForm = /^[0-9a-f]{32}$/

async function findSubjects(db: Db, organizationKey: string, search: string): Promise<string[]> {
  const key = normalKey(search)
  if (isKey(key)) return [key]
  const found = await selectSubjects(db, organizationKey, search, mostFound + 1)
  if (found.length <= mostFound) return found
  throw new Problem(
    'invalid_parameter',
    `The parameter search finds more than ${mostFound} names: a longer text is needed.`,
  )
}

const filterOf = (query: AuditFilterQuery): AuditFilter => ({
  action: query.action,
  entity_type: query.entityType,
  entity_key: query.entityKey?.flatMap((key) => [key, normalKey(key)]),
  actor_type: query.actorType,
  actor_key: query.actorKey?.map(normalKey),
  environment_key: query.environmentKey?.map(normalKey),
  result: query.result,
  subject_key: query.subjectKey?.flatMap((key) => [key, normalKey(key)]),
  role_key: query.roleKey?.map(normalKey),
  asset_key: query.assetKey?.map(normalKey),
  part_of: query.partOf?.map(normalKey),
  is_part: query.grouped ? [0] : undefined,
  since: timestampParameter('since', query.since),
  to: timestampParameter('to', query.to),
})
