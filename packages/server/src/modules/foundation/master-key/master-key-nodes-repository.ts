import { sql } from 'kysely'
import { fromFlag, toFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'

/** What a node has answered to the rotation that is under way */
export interface MasterKeyNode {
  key: string
  name: string
  knowsNext: boolean
  encryptsWithNext: boolean
  answers: number
}

export async function selectMasterKeyNodes(db: Db): Promise<MasterKeyNode[]> {
  const rows = await db.selectFrom('master_key_nodes').selectAll().orderBy('name').execute()
  return rows.map((row) => ({
    key: row.key,
    name: row.name,
    knowsNext: fromFlag(row.knows_next),
    encryptsWithNext: fromFlag(row.encrypts_with_next),
    answers: row.answers,
  }))
}

export async function upsertMasterKeyNode(
  db: Db,
  { key, name, knowsNext, encryptsWithNext }: Omit<MasterKeyNode, 'answers'>,
): Promise<void> {
  const said = { knows_next: toFlag(knowsNext), encrypts_with_next: toFlag(encryptsWithNext) }
  await db
    .insertInto('master_key_nodes')
    .values({ key, name, ...said, answers: 1 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ ...said, answers: sql`master_key_nodes.answers + 1` }),
    )
    .execute()
}

export async function deleteMasterKeyNodes(db: Db, key?: string): Promise<void> {
  await db
    .deleteFrom('master_key_nodes')
    .$if(key !== undefined, (query) => query.where('key', '=', key ?? ''))
    .execute()
}
