import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { catalogue } from '../../problems/catalogue.ts'
import { escapeHtml } from './escape-html.ts'
import { pageHeaders } from './page-headers.ts'

const style = 'body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}'
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** `/docs/problems/<errorCode>`, where the `type` of every problem leads. */
export function serveProblemPages(app: FastifyInstance): void {
  const pages = new Map(Object.values(catalogue).map((entry) => [entry.code, entry]))
  app.get<{ Params: { code: string } }>(
    '/docs/problems/:code',
    { config: { permission: 'public' }, schema: { hide: true } },
    (request, reply) => {
      const entry = pages.get(request.params.code)
      if (!entry) return reply.callNotFound()
      const title = `${entry.code}: ${entry.title}`
      const help = escapeHtml(entry.help).replace(/`([^`]+)`/g, '<code>$1</code>')
      return reply
        .type('text/html; charset=utf-8')
        .headers({ ...pageHeaders, 'content-security-policy': contentSecurityPolicy })
        .send(
          `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><style>${style}</style><h1>${escapeHtml(entry.title)}</h1><p><code>${entry.code}</code>, HTTP status ${entry.status}</p><p>${help}</p><p><a href="${app.basePath ?? ''}/guides/problems#${entry.code.toLowerCase()}">All problems</a> · <a href="${app.basePath ?? ''}/docs">API reference</a></p></html>`,
        )
    },
  )
}
