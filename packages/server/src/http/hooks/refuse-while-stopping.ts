import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problems/problem.ts'

/** Refuses requests that arrive while the server stops. @returns whether it stops */
export function refuseWhileStopping(app: FastifyInstance): () => boolean {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.addHook('onRequest', (_request, _reply, done) => {
    if (!isStopping) return done()
    const headers = { 'retry-after': '1', connection: 'close' }
    done(new Problem('shutting_down', 'The server is stopping. Try again.', headers))
  })
  return () => isStopping
}
