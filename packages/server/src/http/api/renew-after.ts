import type { FastifyRequest } from 'fastify'

/**
 * Waits for what another server is asked, and finds out once more who sent the request and whether they may: that server can
 * be the caller's own, and answer when they have been suspended, signed out, or hold less.
 * @throws Problem what the work throws, and what the guard of the route does
 */
export async function renewAfter(request: FastifyRequest, work: Promise<void>): Promise<void> {
  await work
  await request.renewPrincipal()
}
