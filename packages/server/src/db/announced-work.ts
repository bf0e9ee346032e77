import { afterCommit, type Db, rootOf } from './transaction.ts'

/** What a worker waits for: rows that a transaction stores for it */
export type Work = 'mail' | 'bulk-users'

const listeners = new WeakMap<Db, Map<Work, () => void>>()

/** Has `wake` called whenever a transaction of this process has stored work of this kind. */
export function onWork(db: Db, work: Work, wake: () => void): void {
  const byWork = listeners.get(db) ?? new Map<Work, () => void>()
  listeners.set(db, byWork.set(work, wake))
}

/** Wakes this process's worker once the transaction is stored. Those of other processes look by themselves. */
export function announceWork(db: Db, work: Work): void {
  afterCommit(db, () => listeners.get(rootOf(db))?.get(work)?.())
}
