import type { FastifyInstance } from 'fastify'

/**
 * What every answer has unless it says something else itself. Answers are data: a browser must not guess another type,
 * run or load anything in them, show them in a frame, keep them, or tell other sites where they are, because URLs hold
 * keys and codes. Pages that are more than data set a policy of their own.
 */
const usualHeaders = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

export type SecurityHeaders = Record<string, string>

interface HstsSettings {
  publicUrl?: string | undefined
  hstsSubdomains?: boolean
}

/**
 * HSTS (RFC 6797) only where clients come over TLS, and without `includeSubDomains` unless the operator asks for it: what
 * runs on other names and whether it has TLS is not known here. Not for localhost, where it would lock out what else is
 * developed there: it counts for all ports of a name.
 */
export function securityHeaders({ publicUrl, hstsSubdomains = false }: HstsSettings = {}): SecurityHeaders {
  const { protocol, hostname } = new URL(publicUrl ?? 'http://localhost')
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  if (protocol !== 'https:' || isLocal) return usualHeaders
  const reach = hstsSubdomains ? '; includeSubDomains' : ''
  return { ...usualHeaders, 'strict-transport-security': `max-age=31536000${reach}` }
}

/**
 * Sets the headers on all answers, first of all, so that they stand on refusals of every hook. What is set on the raw
 * answer instead costs Node three times as much to write.
 */
export function setSecurityHeaders(app: FastifyInstance, headers: SecurityHeaders): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}
