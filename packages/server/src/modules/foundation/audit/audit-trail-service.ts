import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { normalKey } from '../../../db/keys.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { pageOf, parseSort } from '../../../http/api/paging.ts'
import { timestampParameter } from '../../../http/api/timestamp-parameter.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../permissions/principal.ts'
import {
  type AuditFilter,
  deleteAuditEntriesBefore,
  selectAuditEntries,
  selectAuditEntriesAfter,
  selectAuditEntry,
  selectOrganizationKeys,
} from './audit-repository.ts'
import type { AuditEntriesQuery, AuditEntry, AuditFilterQuery } from './audit-schemas.ts'

export type AuditService = ReturnType<typeof createAuditService>

/** How many entries an export holds in memory */
const exportedAtOnce = 500
const deletedAtOnce = 500
const dayMilliseconds = 24 * 3_600_000

/** Reads the audit trail. Entries are written by `recordChange`; nothing changes them. */
export function createAuditService({
  db,
  clock,
  retentionDays,
}: {
  db: Db
  clock: Clock
  /** Undefined: for ever */
  retentionDays: number | undefined
}) {
  return {
    async list({ organizationKey }: Principal, query: AuditEntriesQuery) {
      const { sort = '-occurredAt', limit = 100, offset = 0, ...filter } = query
      const page = { descending: parseSort(sort).descending, limit, offset }
      const { rows, total } = await selectAuditEntries(db, organizationKey, filterOf(filter), page)
      return pageOf(rows.map(show), total, { limit, offset })
    },

    /** @throws Problem audit_entry_not_found */
    async read({ organizationKey }: Principal, key: string): Promise<AuditEntry> {
      const row = await selectAuditEntry(db, organizationKey, normalKey(key))
      if (!row) throw new Problem('audit_entry_not_found', `There is no audit entry ${key}.`)
      return show(row)
    },

    /**
     * All entries that match, newest first, a part at a time. What is recorded while it runs is not among them.
     * @throws Problem invalid_parameter, before the first part
     */
    export({ organizationKey }: Principal, query: AuditFilterQuery): AsyncGenerator<AuditEntry[]> {
      const filter = filterOf(query)
      return (async function* () {
        let last: AuditEntryTable | undefined
        do {
          const rows = await selectAuditEntriesAfter(db, organizationKey, filter, last, exportedAtOnce)
          if (rows.length > 0) yield rows.map(show)
          last = rows.length < exportedAtOnce ? undefined : rows.at(-1)
        } while (last)
      })()
    },

    /** Deletes what is older than the retention, a little at a time. @returns how many entries */
    async deleteExpired(): Promise<number> {
      if (retentionDays === undefined) return 0
      const time = toTimestamp(clock.now() - retentionDays * dayMilliseconds)
      let all = 0
      for (const organizationKey of await selectOrganizationKeys(db)) {
        let deleted: number
        do {
          deleted = await deleteAuditEntriesBefore(db, organizationKey, time, deletedAtOnce)
          all += deleted
          await setImmediate()
        } while (deleted === deletedAtOnce)
      }
      return all
    },
  }
}

const filterOf = (query: AuditFilterQuery): AuditFilter => ({
  action: query.action,
  entity_type: query.entityType,
  entity_key: query.entityKey?.flatMap((key) => [key, normalKey(key)]),
  actor_type: query.actorType,
  actor_key: query.actorKey?.map(normalKey),
  environment_key: query.environmentKey?.map(normalKey),
  since: timestampParameter('since', query.since),
  to: timestampParameter('to', query.to),
})

const show = (row: AuditEntryTable): AuditEntry => ({
  key: row.key,
  occurredAt: row.occurred_at,
  actor: { type: row.actor_type, key: row.actor_key, name: row.actor_name, address: row.address },
  traceId: row.trace_id,
  action: row.action,
  entity: { type: row.entity_type, key: row.entity_key, name: row.entity_name },
  environmentKey: row.environment_key,
  oldValues: row.old_values === null ? null : JSON.parse(row.old_values),
  newValues: row.new_values === null ? null : JSON.parse(row.new_values),
  result: 'Success',
})
