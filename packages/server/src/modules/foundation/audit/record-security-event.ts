import type { Parts } from '../../../db/parts.ts'
import { type Db, rootOf } from '../../../db/transaction.ts'
import type { SecurityEvent } from './security-event.ts'
import { createSecurityEventBuckets, type SecurityEventBuckets } from './security-event-buckets.ts'

const bucketsOf = new WeakMap<Db, SecurityEventBuckets>()

/** The failures of this process that are not stored yet, of one database */
export function securityEventBuckets(db: Db): SecurityEventBuckets {
  const buckets = bucketsOf.get(rootOf(db)) ?? createSecurityEventBuckets()
  bucketsOf.set(rootOf(db), buckets)
  return buckets
}

/**
 * Counts something that failed or was refused; `createSecurityEvents` stores it. It writes nothing itself and belongs to no
 * transaction: also what is rolled back was tried. Call it outside of what a transaction may run twice.
 */
export const recordSecurityEvent = ({ db, clock }: Parts<'clock'>, event: SecurityEvent): void =>
  securityEventBuckets(db).count(event, clock.now())
