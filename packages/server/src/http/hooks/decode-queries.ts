import type { FastifyInstance } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import { queryDecoder } from '../api/query-decoder.ts'

/** Decodes each route's query, and the parameters of its path, by their schemas before the validation. */
export function decodeQueries(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const decoderOf = (schema: unknown) => queryDecoder((schema ?? {}) as Parameters<typeof queryDecoder>[0])
    const decode = decoderOf(route.schema?.querystring)
    const decodePath = decoderOf(route.schema?.params)
    const others = [route.preValidation ?? []].flat()
    route.preValidation = [
      (request, _reply, done) => {
        if (!route.config?.isPage) requirePercentEncoding(request.url)
        decode(request.query as Record<string, unknown>)
        decodePath(request.params as Record<string, unknown>)
        done()
      },
      ...others,
    ]
  })
}

/** The framework leaves what it cannot decode as it is: a search for `%zz` would find nothing and not say why. */
function requirePercentEncoding(url: string): void {
  const query = url.slice(url.indexOf('?') + 1)
  if (query.length === url.length || !query.includes('%')) return
  try {
    decodeURIComponent(query)
  } catch {
    throw new Problem('bad_request', 'The query holds a percent sign that does not begin an encoded UTF-8 character.')
  }
}
