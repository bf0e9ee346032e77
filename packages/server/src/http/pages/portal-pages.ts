import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { servePortalFiles } from './portal-files.ts'

/** The portal's paths, as packages/portal/src/app/pages.tsx has them: each answers with the one document. */
export const portalPaths = [
  '/',
  '/api-clients',
  '/api-clients/new',
  '/api-clients/:key',
  '/api-clients/:key/credentials',
  '/api-clients/:key/permissions',
  '/users',
  '/users/invite',
  '/users/import',
  '/users/:key',
  '/groups',
  '/groups/new',
  '/groups/:key',
  '/organization-roles',
  '/organization-roles/new',
  '/organization-roles/:key',
  '/organization-roles/:key/edit',
  '/identity-providers',
  '/identity-providers/new',
  '/identity-providers/:key',
  '/identity-providers/:key/edit',
  '/assets',
  '/assets/:key',
  '/stages',
  '/audit-trail',
  '/mail',
  '/mailbox',
  '/account',
  '/sign-in',
  '/sign-in/:uid',
  '/set-up',
  '/forgotten-password',
  '/accept-invitation',
]

const open = { config: { permission: 'public' as const }, schema: { hide: true } }

/** Everything that is not for people to look at: what is unknown there stays a problem, whoever asks. */
const notForPeople = /^\/(?:api|identity|auth|docs|portal|static|healthz|readyz|metrics)(?:\/|$)/

/**
 * The web portal: one document under each of its paths, and the files it is made of under `/static`. `folder` is what
 * `npm run build` made; it is read at each request, so that a new build needs no new start.
 */
export function servePortal(app: FastifyInstance, folder: string): void {
  for (const path of portalPaths) app.get(path, open, (_request, reply) => sendDocument(reply, folder))
  servePortalFiles(app, join(folder, 'static'))
}

/**
 * Whoever looks at an unknown path in a browser gets the portal's own page for that, with the same status as everybody
 * else. Before `answerUnknownPaths`, which says it to programs.
 */
export function answerUnknownVisits(app: FastifyInstance, folder: string): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 && isVisit(request)) return sendDocument(reply.code(404), folder)
  })
}

async function sendDocument(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const document = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined)
  const nonce = randomBytes(18).toString('base64url')
  const headers = { ...pageHeaders, 'content-security-policy': contentSecurityPolicy(nonce) }
  reply.type('text/html; charset=utf-8').headers(headers)
  if (document === undefined) return reply.code(503).send(notBuilt(nonce))
  return reply.send(document.replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`))
}

const isVisit = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html') && !notForPeople.test(url.split('?', 1)[0] ?? '')

/**
 * Nothing from another host, nothing written into the page, in nobody's frame. Mantine writes a few style elements for
 * what it computes: these carry the visit's nonce.
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

const pageHeaders = {
  // The nonce belongs to one visit, and what is named in the document changes with each build.
  'cache-control': 'no-store',
  'x-frame-options': 'DENY',
  // Paths hold keys, and the links of mails hold tokens.
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self)',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const notBuilt = (nonce: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Portico</title><style nonce="${nonce}">body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}</style><h1>The portal is not built yet</h1><p>Run <code>npm run build</code> in the project folder, then load this page again. The APIs work without it: see <a href="/docs">the reference</a>.</p></html>`
