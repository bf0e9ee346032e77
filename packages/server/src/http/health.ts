import type { FastifyInstance } from 'fastify'
import { ping } from '../db/ping.ts'
import type { Db } from '../db/transaction.ts'
import { Problem } from '../problems/problem.ts'

interface HealthParts {
  db: Db
  isStopping(): boolean
  /** Whether known clients get tokens from memory */
  areTokensIssued(): boolean
}

/**
 * `/healthz`: the process answers. `/readyz`: it reaches the database and is not stopping. An orchestrator restarts a
 * process by the first, a load balancer sends traffic by the second. `/readyz/tokens`: it issues tokens to known clients at
 * least, which it does without the database for the grace time.
 */
export function serveHealth(app: FastifyInstance, { db, isStopping, areTokensIssued }: HealthParts): void {
  const options = { config: { permission: 'public' }, schema: { hide: true }, logLevel: 'silent' } as const
  app.get('/healthz', options, async () => ({ status: 'ok' }))
  app.get('/readyz', options, async () => {
    if (isStopping()) throw new Problem('shutting_down', 'The server is stopping.')
    await ping(db)
    return { status: 'ok' }
  })
  app.get('/readyz/tokens', options, async () => {
    if (isStopping()) throw new Problem('shutting_down', 'The server is stopping.')
    if (!areTokensIssued()) await ping(db)
    return { status: 'ok' }
  })
}
