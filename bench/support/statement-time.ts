import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Engine } from '../../packages/server/src/db/database.ts'
import type { Db } from '../../packages/server/src/db/transaction.ts'

/**
 * Measures processor time, of this process and of PostgreSQL's for the connection: on a machine that does other work as
 * well, the time on the clock says nothing.
 * @returns what gives the milliseconds since
 */
export async function startTimer(db: Db, engine: Engine): Promise<() => number> {
  const pid =
    engine === 'postgres'
      ? (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid
      : undefined
  const backend = (): number =>
    pid === undefined ? 0 : Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  const began = backend()
  const own = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(own)
    return (user + system) / 1_000 + backend() - began
  }
}
