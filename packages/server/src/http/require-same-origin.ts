import type { FastifyRequest } from 'fastify'
import { Problem } from '../problems/problem.ts'

/**
 * Refuses a request that a page of another origin sent. Browsers send one of these headers with every request but a plain
 * GET. Without either header, the request does not come from a browser.
 * @throws Problem foreign_origin
 */
export function requireSameOrigin({ headers }: Pick<FastifyRequest, 'headers'>, origin: string): void {
  const site = headers['sec-fetch-site']
  const isForeign = site !== undefined && site !== 'same-origin'
  if (!isForeign && (headers.origin === undefined || headers.origin === origin)) return
  throw new Problem('foreign_origin', `The request must come from a page of ${origin}.`)
}
