import { type LogFollower, newFollower } from '../../../db/follow-log.ts'
import type { LogPosition } from '../../../db/log-position.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import type { BuildProgress } from './build-progress.ts'
import type { UserIndex } from './user-index.ts'

/** An index that a reader keeps, and what it knows of it */
export interface IndexEntry extends LogFollower {
  index: UserIndex | undefined
  /** While the index is built or brought up to date */
  underWay: Promise<void> | undefined
  progress: BuildProgress | undefined
  /** Whether a list has asked for it: what was prepared goes before what is used */
  isAsked: boolean
  /** Until when it stays for lists that waited for it and have not asked again, by `performance.now()` */
  owedUntil: number
  /** Up to where it was looked whether very many users are changing */
  watchedTo: LogPosition
  /** The mark of its file, and when that was written by this process */
  mark: string | undefined
  keptAt: number
}

/**
 * Gets what went wrong while an index was built or kept.
 * @param isBuiltAnyway whether it is built all the same, and only takes longer
 */
export type OnIndexFault = (error: unknown, options?: { isBuiltAnyway: boolean }) => void

/** What is not ready now is kept or followed another time, and nothing is wrong with it. */
export const unlessNotReady =
  (onError: OnIndexFault) =>
  (error: unknown): void => {
    if (!(error instanceof ReadNotReady)) onError(error)
  }

export function newEntry(): IndexEntry {
  const follower = newFollower()
  return {
    ...follower,
    ...{ watchedTo: follower.position, mark: undefined, keptAt: Number.NEGATIVE_INFINITY },
    ...{ index: undefined, underWay: undefined, progress: undefined, isAsked: false, owedUntil: 0 },
  }
}
