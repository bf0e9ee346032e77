import type { FastifyInstance } from 'fastify'
import { ping } from '../db/ping.ts'
import type { Db } from '../db/transaction.ts'
import { Problem } from '../problems/problem.ts'

/**
 * `/healthz`: the process answers. `/readyz`: it reaches the database and is not stopping. An orchestrator restarts a
 * process by the first, a load balancer sends traffic by the second.
 */
export function serveHealth(app: FastifyInstance, { db, isStopping }: { db: Db; isStopping(): boolean }): void {
  const options = { config: { permission: 'public' }, schema: { hide: true }, logLevel: 'silent' } as const
  app.get('/healthz', options, async () => ({ status: 'ok' }))
  app.get('/readyz', options, async () => {
    if (isStopping()) throw new Problem('shutting_down', 'The server is stopping.')
    await ping(db)
    return { status: 'ok' }
  })
}
