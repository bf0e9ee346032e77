import type { FastifyInstance, FastifyReply } from 'fastify'

/** Answers are data: a browser must not guess another type, and no cache may keep them. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    addSecurityHeaders(reply)
    done()
  })
}

/**
 * For the endpoints that a browser is redirected through during a sign-in. Their URLs contain codes, so the answers must
 * not be framed, cached, or sent on as a referrer.
 */
export const browserHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

/** Sets these headers on all answers of a scope, also on refusals. */
export function protectBrowserEndpoints(scope: FastifyInstance): void {
  scope.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers(browserHeaders)
    done()
  })
}

/** Sets the headers that every answer has */
export function addSecurityHeaders(reply: FastifyReply): void {
  reply.header('x-content-type-options', 'nosniff')
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
}
