import type { FastifyInstance, FastifyReply } from 'fastify'

/** Answers are data: no browser may guess another type, show them in a frame, or keep them in a shared cache. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    addSecurityHeaders(reply)
    done()
  })
}

/**
 * For what browsers are sent through while somebody signs in: nothing of it is to be shown, framed, kept, or told to the
 * next page, since addresses hold codes.
 */
export const browserHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

/** The same for all answers of a scope, refusals among them. */
export function protectBrowserEndpoints(scope: FastifyInstance): void {
  scope.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers(browserHeaders)
    done()
  })
}

export function addSecurityHeaders(reply: FastifyReply): void {
  reply.header('x-content-type-options', 'nosniff')
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
}
