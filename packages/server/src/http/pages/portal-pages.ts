import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { pathPattern } from '../hooks/unknown-paths.ts'
import { escapeHtml } from './escape-html.ts'
import { serveGuidePages } from './guide-pages.ts'
import { pageHeaders } from './page-headers.ts'
import { servePortalFiles } from './portal-files.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** It answers a document whose scripts read the query: the server does not. */
    isPage?: true
  }
  interface FastifyInstance {
    /**
     * The portal's page, with this status, instead of a problem that no route could answer; undefined for programs. A server
     * without a portal has none.
     */
    pageInstead?(request: FastifyRequest, reply: FastifyReply, status: number): Promise<FastifyReply> | undefined
  }
}

const open = { config: { permission: 'public' as const, isPage: true as const }, schema: { hide: true } }

/** Paths for programs. An unknown path below them is answered with a problem, also in a browser. */
const programPaths = /^\/(?:\.well-known|api|identity|auth|docs|portal|static|healthz|readyz|metrics)(?:\/|$)/

/** A page of the portal, as its build writes it to `paths.json` */
interface PortalPage {
  /** `/users/:key` */
  path: string
  /** What the document outlines until the page is there: see the portal's index.html */
  frame: 'shell' | 'outside'
  /** The files that it needs beside those that the document names: `static/users-page-a1b2.js` */
  scripts: string[]
}

/** What the pages need to know of the organization before anything else. The document has it. */
type StateOf = (request: FastifyRequest) => Promise<{ branding: { name: string } }>

interface Portal {
  /** The result of `npm run build` */
  folder: string
  stateOf?: StateOf | undefined
  /** Whether the browser has no session, so that the home page would lead to the sign-in page once it is loaded */
  isVisitor?(request: FastifyRequest): boolean
}

/**
 * Without a built portal there is only `/`, which says how to build it.
 * @throws Error where the build is of another version, as in a checkout that moved on: what is asked for would be missing
 */
function readPages(folder: string): PortalPage[] {
  const file = join(folder, 'paths.json')
  if (!existsSync(file)) return [{ path: '/', frame: 'shell', scripts: [] }]
  const pages: PortalPage[] = JSON.parse(readFileSync(file, 'utf8'))
  if (pages.every(({ path, scripts }) => typeof path === 'string' && Array.isArray(scripts))) return pages
  throw new Error(`The portal in ${folder} was built from other sources. Build it again: npm run build`)
}

/** The paths of the portal's pages: `/users/:key` */
export const readPortalPaths = (folder: string): string[] => readPages(folder).map(({ path }) => path)

/**
 * The web portal: one document at each path of its pages, and the files of the document under `/static`, and the
 * guides that the build has made. The document is read at each request, so that a new build needs no new start.
 */
export function servePortalPages(app: FastifyInstance, portal: Portal): void {
  for (const path of readPortalPaths(portal.folder))
    app.get(path, open, (request, reply) => sendDocument(request, reply, portal))
  servePortalFiles(app, join(portal.folder, 'static'))
  serveGuidePages(app, portal.folder)
}

/**
 * A browser that asks for an unknown path gets the portal's document, which shows a page for that. The status is 404, but
 * for pages of a build that is newer than the start of the server. The same for a path that cannot be read. Called before
 * `answerUnknownPaths`, which answers programs.
 */
export function answerUnknownPages(app: FastifyInstance, portal: Portal): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 && isPageWanted(request)) return sendDocument(request, reply, portal)
  })
  // The state belongs to a host, which nothing has looked at then: the page asks for it.
  app.decorate('pageInstead', (request: FastifyRequest, reply: FastifyReply, status: number) =>
    isPageWanted(request) ? sendDocument(request, reply, { folder: portal.folder }, status) : undefined,
  )
}

const isPageWanted = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  request.headers.accept?.includes('text/html') === true &&
  !programPaths.test(pathOf(request))

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? ''

/**
 * The build does not know the base path, and a document of many paths has no relative addresses.
 * @param status of a path that cannot be read, which is that of no page
 */
async function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { folder, stateOf, isVisitor }: Portal,
  status?: number,
): Promise<FastifyReply> {
  const { basePath = '' } = reply.server
  // The other pages remember in the browser where a sign-in leads to, also one that takes several attempts.
  if (request.url === '/' && isPageWanted(request) && isVisitor?.(request))
    return reply.redirect(`${basePath}/portal/sign-in`, 303)
  const document = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined)
  const page = status ? undefined : readPages(folder).find(({ path }) => pathPattern(path).test(pathOf(request)))
  const nonce = randomBytes(18).toString('base64url')
  const headers = { ...pageHeaders, 'content-security-policy': contentSecurityPolicy(nonce) }
  reply.type('text/html; charset=utf-8').headers(headers)
  if (document === undefined) return reply.code(503).send(notBuilt(nonce, basePath))
  const state = await knownState(request, stateOf)
  const preloads = page?.scripts.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`) ?? []
  return reply.code(status ?? (page ? 200 : 404)).send(
    document
      .replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`)
      .replace('<style nonce="">', `<style nonce="${nonce}">`)
      .replace('name="base-path" content=""', `name="base-path" content="${basePath}"`)
      .replace('data-frame=""', `data-frame="${page?.frame ?? 'outside'}"`)
      .replace('</head>', `${preloads.join('\n    ')}\n  </head>`)
      .replace(/(?<==")\.?\/(?=static\/|docs")/g, `${basePath}/`)
      // The last ones: nothing is replaced in what people have written. Functions, because `$` has no meaning then.
      .replace(
        'name="portal-state" content=""',
        () => `name="portal-state" content="${escapeHtml(state ? JSON.stringify(state) : '')}"`,
      )
      .replaceAll('<b></b>', () => `<b>${escapeHtml(state?.branding.name ?? '')}</b>`),
  )
}

/** Milliseconds. The pages ask for the state themselves where the document does not have it. */
const longestWait = 300

/** The document comes also where the database does not answer: its pages say so. */
async function knownState(request: FastifyRequest, stateOf: StateOf | undefined) {
  if (!stateOf) return undefined
  const waiting = new AbortController()
  try {
    const late = setTimeout(longestWait, undefined, { signal: waiting.signal }).catch(() => undefined)
    return await Promise.race([stateOf(request), late])
  } catch {
    return undefined
  } finally {
    waiting.abort()
  }
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

const notBuilt = (nonce: string, basePath: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Portico</title><style nonce="${nonce}">body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}</style><h1>The portal is not built</h1><p>Run <code>npm ci</code> in the project folder, without <code>--omit</code>, and start Portico again: it builds the portal and the API reference. The APIs work without them, as <a href="${basePath}/api/identity/v1/openapi.json">their documents</a> say.</p></html>`
