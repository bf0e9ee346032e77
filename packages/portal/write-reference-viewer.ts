import scalar from '@scalar/fastify-api-reference'
import { fastify } from 'fastify'
import type { Plugin } from 'vite'

/**
 * Writes the viewer of the API reference to `static/`, and its path to `reference.json`, for the server's page `/docs`
 * (http/pages/reference-page.ts). So what runs in production is one file, and not the viewer's 14 packages.
 */
export function writeReferenceViewer(): Plugin {
  return {
    name: 'portico-reference-viewer',
    apply: 'build',
    async generateBundle() {
      const file = this.emitFile({ type: 'asset', name: 'reference-viewer.js', source: await viewerScript() })
      const source = JSON.stringify({ script: `/${this.getFileName(file)}` })
      this.emitFile({ type: 'asset', fileName: 'reference.json', source })
    },
  }
}

/** Without it, zod finds out by a call of `Function` that the page's policy does not allow one, which breaks the policy. */
const withoutEval = 'globalThis.__zod_globalConfig = { jitless: true };\n'

/** The package has its script as a text, and hands it out by a route only. */
async function viewerScript(): Promise<string> {
  const app = fastify()
  await app.register(scalar, { routePrefix: '/docs', configuration: { sources: [] } })
  const { statusCode, body } = await app.inject('/docs/js/scalar.js')
  await app.close()
  if (statusCode !== 200) throw new Error(`@scalar/fastify-api-reference answers ${statusCode} for its script`)
  return withoutEval + body
}
