import {
  type ChangeLog,
  isBehind,
  isLost,
  isWithin,
  type LogPosition,
  type ReadFrom,
  selectLogPosition,
} from './log-position.ts'
import type { Db } from './transaction.ts'

/** What follows a log, and what it knows of it */
export interface LogFollower {
  /** Which transactions it was last compared with */
  position: LogPosition
  /** The position when it was last changed: whoever has seen that much sees what it has */
  changedAt: LogPosition
  /** On PostgreSQL, readers come one after the other: what it has is what the one sees that asks it. */
  turn: Promise<unknown>
}

const nowhere: LogPosition = { next: 0, snapshot: '', server: '' }

/** One that has read nothing yet */
export const newFollower = (): LogFollower => ({ position: nowhere, changedAt: nowhere, turn: Promise.resolve() })

/** Does `work` after whatever else is to be done with it. Within the turn, nobody else changes it. */
export function inTurn<T>(follower: LogFollower, work: () => Promise<T>): Promise<T> {
  const done = follower.turn.then(work)
  follower.turn = done.catch(() => {})
  return done
}

interface Following<Rows> {
  /** Undefined where more has changed than is read at once */
  selectChanged(from: ReadFrom): Promise<string[] | undefined>
  /** What has these keys now */
  selectRows(keys: string[]): Promise<Rows>
  update(keys: string[], rows: Rows): void
}

/**
 * Brings a follower up to what this transaction sees, in its turn.
 * @returns 'ahead' where it has what the transaction does not see, 'lost' where it can no longer be brought up by the log
 */
export async function followLog<Rows>(
  db: Db,
  log: ChangeLog,
  follower: LogFollower,
  { selectChanged, selectRows, update }: Following<Rows>,
): Promise<'followed' | 'ahead' | 'too many' | 'lost'> {
  const position = await selectLogPosition(db, log)
  if (isLost(follower.position, position)) return 'lost'
  if (isBehind(position, follower.changedAt)) return 'ahead'
  if (isWithin(position, follower.position)) return 'followed'
  const keys = await selectChanged(follower.position)
  if (!keys) return 'too many'
  if (keys.length > 0) {
    const rows = await selectRows(keys)
    try {
      update(keys, rows)
    } catch (error) {
      // It may be half changed. What has read nothing is made anew.
      follower.position = nowhere
      throw error
    }
    follower.changedAt = position
  }
  follower.position = position
  return 'followed'
}
