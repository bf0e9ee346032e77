import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ApiDescription } from '../api/openapi.ts'
import { escapeHtml } from './escape-html.ts'
import { pageHeaders } from './page-headers.ts'

/** The viewer makes its own style elements. Nothing may come from, or go to, another host; no script stands in the page. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * The reference at `/docs`, for reading and trying. Its viewer is one of the files of the built portal, so everything it
 * needs comes from this server.
 */
export function serveReferencePage(app: FastifyInstance, apis: ApiDescription[], portalFolder: string): void {
  const { basePath = '' } = app
  const answer = async (_request: unknown, reply: FastifyReply): Promise<FastifyReply> => {
    const script = viewerPath(portalFolder)
    return reply
      .code(script === undefined ? 503 : 200)
      .type('text/html; charset=utf-8')
      .headers({ ...pageHeaders, 'content-security-policy': contentSecurityPolicy, 'cache-control': 'no-cache' })
      .send(script === undefined ? notBuilt : page(script, apis, basePath))
  }
  for (const url of ['/docs', '/docs/'])
    app.get(url, { config: { permission: 'public' }, schema: { hide: true } }, answer)
}

/** Where the build has put the viewer; undefined where the portal is not built. */
function viewerPath(portalFolder: string): string | undefined {
  const file = join(portalFolder, 'reference.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).script : undefined
}

/** The viewer finds the element `api-reference`, and its configuration there. */
const page = (script: string, apis: ApiDescription[], basePath: string): string => {
  const configuration = {
    withDefaultFonts: false,
    telemetry: false,
    showDeveloperTools: 'never',
    agent: { disabled: true },
    mcp: { disabled: true },
    hideClientButton: true,
    sources: apis.map(({ title, prefix }) => ({ title, url: `${basePath}${prefix}/openapi.json` })),
  }
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Portico API reference</title>
  </head>
  <body>
    <div id="api-reference" data-configuration="${escapeHtml(JSON.stringify(configuration))}"></div>
    <script src="${basePath}${escapeHtml(script.replace(/^\.\//, '/'))}"></script>
  </body>
</html>
`
}

const notBuilt = `<!doctype html>
<title>Portico API reference</title>
<p>The viewer of the API reference is built together with the portal: run <code>npm ci</code> in the project folder, without
<code>--omit</code>, and start Portico again. The documents themselves are at <code>/api/identity/v1/openapi.json</code> and its like.</p>
`
