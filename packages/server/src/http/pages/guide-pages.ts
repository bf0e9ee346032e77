import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pageHeaders } from './page-headers.ts'
import { sendBuiltFile } from './portal-files.ts'

/** Texts and one stylesheet of this server: no script, and nothing from anywhere else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  ...pageHeaders,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  'cache-control': 'no-cache',
}

const open = { config: { permission: 'public' as const }, schema: { hide: true } }

/**
 * The guides at `/guides/<name>`, and the list of them at `/guides/`, as the build of the portal has made them from the
 * documents. They are the same on every server, and open to everybody.
 */
export function serveGuidePages(app: FastifyInstance, portalFolder: string): void {
  const folder = join(portalFolder, 'guides')
  if (!existsSync(folder)) return
  // The links of the list are relative to its folder.
  app.get('/guides', open, (_request, reply) => reply.redirect(`${app.basePath ?? ''}/guides/`))
  // In the package, only the compressed files are there.
  const names = new Set(readdirSync(folder).map((file) => file.replace(/\.html(?:\.\w+)?$/, '')))
  for (const name of names) {
    const path = name === 'index' ? '/guides/' : `/guides/${name}`
    app.get(path, open, (request, reply) => sendBuiltFile(request, reply, join(folder, `${name}.html`), headers))
  }
}
