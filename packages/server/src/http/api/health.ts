import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../../db/transaction.ts'
import { Problem } from '../../problems/problem.ts'

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work, that is, it reaches the database and is not stopping.
 * A load balancer sends traffic by the second; an orchestrator restarts by the first.
 */
export function serveHealth(app: FastifyInstance, { db, isStopping }: { db: Db; isStopping(): boolean }): void {
  const options = { config: { permission: 'public' }, schema: { hide: true }, logLevel: 'silent' } as const
  app.get('/healthz', options, async () => ({ status: 'ok' }))
  app.get('/readyz', options, async () => {
    if (isStopping()) throw new Problem('shutting_down', 'The server is stopping.')
    await sql`select 1 from organizations limit 1`.execute(db)
    return { status: 'ok' }
  })
}
