import { failureReport } from '../../../db/failure-report.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { periodicTask } from '../../../db/periodic-task.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import type { AuditEntityType } from './audit-actions.ts'
import { insertAuditEntries, selectAuditEntriesAfter } from './audit-repository.ts'
import type { AuditedEntity } from './audited-entity.ts'
import type { NewAuditEntry } from './new-audit-entry.ts'
import { securityEventBuckets } from './record-security-event.ts'
import { anonymous, type SecurityEvent } from './security-event.ts'
import type { Bucket } from './security-event-buckets.ts'

const storeMilliseconds = 1_000

/**
 * Stores the failures that `recordSecurityEvent` counts: the first of each bucket within a second, the others together
 * once their minute is over. By a timer: no answer waits for it, and what it costs follows no request. A process that is
 * killed loses the last second, and of what repeats the count of the running minute; one that stops loses nothing.
 */
export function createSecurityEvents(parts: Parts<'clock' | 'log'>) {
  const { db, clock, log } = parts
  const buckets = securityEventBuckets(db)

  const notStored = (err: unknown, about?: object): void =>
    log.warn({ err, ...about }, 'failed attempts could not be recorded yet')
  const report = failureReport(notStored)

  const storeOf = async (due: readonly Bucket[]): Promise<void> => {
    const counted = due.map((bucket) => ({ bucket, occurrences: bucket.occurrences }))
    const entries: NewAuditEntry[] = []
    for (const { bucket, occurrences } of counted) {
      const entry = entryOf(bucket, occurrences - bucket.stored, clock.now())
      entries.push({ ...entry, related: await relatedOf(parts.db, bucket.event) })
    }
    await transaction(parts, async ({ db }) => insertAuditEntries(db, entries))
    for (const { bucket, occurrences } of counted) bucket.stored = occurrences
  }

  /** What cannot be stored of one organization holds up no other one. */
  const store = async (all: boolean): Promise<void> => {
    const dropped = buckets.dropped()
    if (dropped > 0) log.warn({ dropped }, 'failed attempts were not recorded, since the database was away for long')
    const byOrganization = Map.groupBy(buckets.due(clock.now(), all), ({ event }) => event.organizationKey)
    let hasFailed = false
    for (const [organizationKey, due] of byOrganization) {
      await storeOf(due).catch((err) => {
        hasFailed = true
        report.failed(err, { organizationKey })
      })
    }
    if (!hasFailed) report.succeeded()
  }

  /** Whether the next run stores what is counted of running minutes as well */
  let takesAll = false
  const storing = periodicTask(
    storeMilliseconds,
    () => {
      const all = takesAll
      takesAll = false
      return store(all)
    },
    notStored,
  )
  const flush = (): Promise<void> => {
    takesAll = true
    return storing.run()
  }
  return {
    start: storing.start,
    /** Stores all that was counted up to now. */
    flush,
    async stop(): Promise<void> {
      await storing.stop()
      await flush()
    },
  }
}

/** What was tried to reach, as the newest entry about it names it. What the organization does not know is left out. */
async function relatedOf(db: Db, { organizationKey, triedKeys = [] }: SecurityEvent): Promise<AuditedEntity[]> {
  const related: AuditedEntity[] = []
  for (const key of triedKeys) {
    const [last] = await selectAuditEntriesAfter(db, organizationKey, { entity_key: [key] }, undefined, 1)
    if (last) related.push({ type: last.entity_type as AuditEntityType, key, name: last.entity_name })
  }
  return related
}

function entryOf({ event, since }: Bucket, occurrences: number, now: number): NewAuditEntry {
  const { organizationKey, action, actor = anonymous, entity, details, source } = event
  return {
    organization_key: organizationKey,
    key: newKey(now),
    occurred_at: toTimestamp(since),
    actor_type: actor.type,
    actor_key: actor.key,
    actor_name: actor.name,
    address: source.address,
    trace_id: source.traceId,
    action,
    entity_type: entity.type,
    entity_key: entity.key,
    entity_name: entity.name,
    old_values: null,
    new_values: JSON.stringify(details),
    environment_key: null,
    result: 'Failure',
    occurrences,
  }
}
