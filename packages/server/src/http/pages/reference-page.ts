import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import type { ApiDescription } from '../api/openapi.ts'
import { sendProblem } from '../hooks/answer-problems.ts'
import { traceIdOf } from '../trace-id.ts'

/** The viewer needs its inline script and styles. Nothing may come from, or go to, another host. */
const contentSecurityPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'none'"

/**
 * The reference at `/docs`, for reading and trying. Its viewer is large, so it is loaded on the first visit, in a
 * Fastify of its own; everything it needs comes from this server.
 */
export function serveReferencePage(app: FastifyInstance, apis: ApiDescription[]): void {
  let viewer: Promise<FastifyInstance> | undefined
  const handler = async (request: { raw: unknown }, reply: { raw: unknown; hijack(): void }): Promise<void> => {
    viewer ??= loadViewer(apis)
    const { routing } = await viewer
    reply.hijack()
    routing(request.raw as Parameters<typeof routing>[0], reply.raw as Parameters<typeof routing>[1])
  }
  for (const url of ['/docs', '/docs/*'])
    app.get(url, { config: { permission: 'public' }, schema: { hide: true } }, handler)
  app.addHook('onClose', async () => (await viewer)?.close())
}

async function loadViewer(apis: ApiDescription[]): Promise<FastifyInstance> {
  const [{ fastify }, { default: scalar }] = await Promise.all([
    import('fastify'),
    import('@scalar/fastify-api-reference'),
  ])
  const viewer = fastify({ genReqId: traceIdOf })
  viewer.setNotFoundHandler((request, reply) =>
    sendProblem(new Problem('path_not_found', 'There is nothing here. The reference is at /docs.'), request, reply),
  )
  viewer.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy).header('x-content-type-options', 'nosniff')
  })
  await viewer.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      pageTitle: 'Portico API reference',
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
      hideClientButton: true,
      sources: apis.map(({ title, prefix }) => ({ title, url: `${prefix}/openapi.json` })),
    },
  })
  await viewer.ready()
  return viewer
}
