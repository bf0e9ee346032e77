import { sql } from 'kysely'
import { selectLogPosition } from '../../../db/log-position.ts'
import type { Db } from '../../../db/transaction.ts'

/** A moment in the history of this database. A copy that was made before does not have it. */
interface UserChangeMark {
  key: string
  /** The first position of which its transaction may not have seen everything */
  position: number
}

/** How much of the log may be missing: not what was logged last before the mark, so that no file is used for ever. */
export const isLostMark = ({ position }: UserChangeMark, prunedTo: number): boolean => position <= prunedTo + 1

/** Notes a mark with this key, where something was logged since the newest one. */
export async function noteMark(db: Db, key: string): Promise<void> {
  const newest = await selectNewestMark(db)
  if (!(await isLoggedFrom(db, newest?.position ?? 0))) return
  const { next } = await selectLogPosition(db)
  await db.insertInto('user_change_marks').values({ key, position: next }).execute()
}

/** Deletes marks after which changes are missing in the log. */
export async function deleteLostMarks(db: Db): Promise<void> {
  const prunedTo = db.selectFrom('user_change_pruning').select(sql<number>`pruned_to + 1`.as('last'))
  await db.deleteFrom('user_change_marks').where('position', '<=', prunedTo).execute()
}

export function selectNewestMark(db: Db): Promise<UserChangeMark | undefined> {
  const marks = db.selectFrom('user_change_marks').select(['key', 'position'])
  return marks.orderBy('position', 'desc').orderBy('key', 'desc').limit(1).executeTakeFirst()
}

export function findMark(db: Db, key: string): Promise<UserChangeMark | undefined> {
  return db.selectFrom('user_change_marks').select(['key', 'position']).where('key', '=', key).executeTakeFirst()
}

const isLoggedFrom = async (db: Db, position: number): Promise<boolean> =>
  (await db.selectFrom('user_changes').select('position').where('position', '>=', position).limit(1).execute()).length >
  0
