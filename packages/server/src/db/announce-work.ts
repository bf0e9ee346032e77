import { afterCommit, type Db, rootOf } from './transaction.ts'

/** Kinds of rows that a transaction stores for a worker */
export type Work = 'mail' | 'bulk-users' | 'logout-notices'

const listeners = new WeakMap<Db, Map<Work, () => void>>()

/** Calls `wake` whenever a transaction of this process has stored work of this kind. */
export function onWork(db: Db, work: Work, wake: () => void): void {
  const byWork = listeners.get(db) ?? new Map<Work, () => void>()
  listeners.set(db, byWork.set(work, wake))
}

/** Wakes the worker of this process: another thread of it has stored work, or says so. */
export const wakeForWork = (db: Db, work: Work): void => listeners.get(db)?.get(work)?.()

/** Wakes this process's worker after the commit. The workers of other processes find the rows when they poll. */
export function announceWork(db: Db, work: Work): void {
  afterCommit(db, () => wakeForWork(rootOf(db), work))
}
