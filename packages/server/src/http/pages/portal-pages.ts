import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { pathPattern } from '../hooks/unknown-paths.ts'
import { servePortalFiles } from './portal-files.ts'

const open = { config: { permission: 'public' as const }, schema: { hide: true } }

/** Paths for programs. An unknown path below them is answered with a problem, also in a browser. */
const programPaths = /^\/(?:\.well-known|api|identity|auth|docs|portal|static|healthz|readyz|metrics)(?:\/|$)/

/**
 * The paths of the portal's pages (`/users/:key`), as the portal's build writes them to `paths.json`. Without a built
 * portal there is only `/`, which says how to build it.
 */
export function readPortalPaths(folder: string): string[] {
  const file = join(folder, 'paths.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : ['/']
}

/**
 * The web portal: one document at each path of its pages, and the files of the document under `/static`. `folder` is the
 * result of `npm run build`. The document is read at each request, so that a new build needs no new start.
 */
export function servePortalPages(app: FastifyInstance, folder: string): void {
  for (const path of readPortalPaths(folder)) app.get(path, open, (_request, reply) => sendDocument(reply, folder))
  servePortalFiles(app, join(folder, 'static'))
}

/**
 * A browser that asks for an unknown path gets the portal's document, which shows a page for that. The status is 404, but
 * for pages of a build that is newer than the start of the server. Called before `answerUnknownPaths`, which answers
 * programs.
 */
export function answerUnknownPages(app: FastifyInstance, folder: string): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || request.method !== 'GET' || !request.headers.accept?.includes('text/html')) return
    const path = request.url.split('?', 1)[0] ?? ''
    if (programPaths.test(path)) return
    const isPage = readPortalPaths(folder).some((page) => pathPattern(page).test(path))
    return sendDocument(reply.code(isPage ? 200 : 404), folder)
  })
}

/** The build does not know the base path, and a document of many paths has no relative addresses. */
async function sendDocument(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const { basePath = '' } = reply.server
  const document = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined)
  const nonce = randomBytes(18).toString('base64url')
  const headers = { ...pageHeaders, 'content-security-policy': contentSecurityPolicy(nonce) }
  reply.type('text/html; charset=utf-8').headers(headers)
  if (document === undefined) return reply.code(503).send(notBuilt(nonce, basePath))
  return reply.send(
    document
      .replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`)
      .replace('name="base-path" content=""', `name="base-path" content="${basePath}"`)
      .replace(/(?<==")\.?\/(?=static\/|docs")/g, `${basePath}/`),
  )
}

/**
 * Allows nothing from other hosts, no inline scripts, and no frames. Mantine adds a few style elements for what it
 * computes: they carry the nonce of the response.
 */
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Beside those that every answer has: see `securityHeaders` */
const pageHeaders = {
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self)',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const notBuilt = (nonce: string, basePath: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Portico</title><style nonce="${nonce}">body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}</style><h1>The portal is not built yet</h1><p>Run <code>npm run build</code> in the project folder, then load this page again. The APIs work without it: see <a href="${basePath}/docs">the reference</a>.</p></html>`
