import { isPostgres } from '@portico/server/db/is-postgres.ts'
import type { Db } from '@portico/server/db/transaction.ts'
import { CompiledQuery, type KyselyPlugin } from 'kysely'

/** How the database carries out what a piece of work asks of it */
export async function plansOf(db: Db, work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const asked: CompiledQuery[] = []
  const note: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      asked.push(db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  await work(db.withPlugin(note))
  const explain = isPostgres(db) ? 'explain' : 'explain query plan'
  return Promise.all(
    asked.map(async ({ sql, parameters }) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(`${explain} ${sql}`, [...parameters]))
      return JSON.stringify(rows)
    }),
  )
}
