import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problems/problem.ts'

/**
 * RFC 9112, section 3.2. Node itself would refuse requests without a host, but without a body that says why. Of several
 * hosts it takes the first, where a proxy or a cache before it may take the last. Of the host in the address of a request
 * (section 3.2.2) it takes no notice.
 */
export function requireHost(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers: { host }, raw }, _reply, done) => {
    if (host === undefined && raw.httpVersion !== '1.0')
      return done(new Problem('bad_request', 'The Host header is missing.'))
    if (hasSeveralHosts(raw.rawHeaders)) return done(new Problem('bad_request', 'There is more than one Host header.'))
    if (host !== undefined && !/^[^\s,/?#@\\]*$/.test(host))
      return done(new Problem('bad_request', 'The Host header is no host name with a port.'))
    if (isElsewhere(raw.url))
      return done(new Problem('bad_request', 'The address names another host than the Host header.'))
    done()
  })
}

/** What `originForm` has left as it was. `OPTIONS *` is about the server itself. */
const isElsewhere = (url = ''): boolean => !url.startsWith('/') && url !== '*'

/** @param headers names and values by turns, as they came */
function hasSeveralHosts(headers: readonly string[]): boolean {
  let count = 0
  for (let index = 0; index < headers.length; index += 2)
    if (headers[index]?.length === 4 && headers[index]?.toLowerCase() === 'host') count++
  return count > 1
}
