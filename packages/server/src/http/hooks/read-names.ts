import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { Problem } from '../../problems/problem.ts'
import { apis } from '../api/apis.ts'
import { dropEmptyParameters, foldNames } from '../api/fold-names.ts'
import { createIgnoredNames, ignoredNamesHeader } from '../api/ignored-names.ts'
import { type NameSchema, type NameShape, nameShapeOf } from '../api/name-shape.ts'
import type { ApiDescription } from '../api/openapi.ts'
import type { PathFolding } from '../api/path-folding.ts'
import { validationDetail } from '../api/validation-detail.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What happens to parameters and fields that the operation does not have. Every route of ODC's APIs that is not a
     * GET says it. `refused`: it grants, revokes, changes members or deletes, or would do more where a name is left out.
     */
    unknownNames?: 'ignored' | 'refused'
  }
  interface FastifyRequest {
    /** The names that were ignored, as the answer's header holds them */
    ignoredNames: string | null
  }
}

/** No names are declared: none is taken. */
const nothing: NameSchema = { type: 'object', additionalProperties: false }

/**
 * Makes ODC's APIs as lenient as ODC: names match without regard to case, an empty parameter counts as absent, and what
 * is unknown is left out and named in the answer's `Portico-Ignored` header. This happens once, before the decoding and
 * the validation, which stay strict. Routes that declare `unknownNames: 'refused'` fold the case only. All other APIs, and
 * with `strict` ODC's as well, take names as they are declared. Routes that declare no query or no body take no names in
 * either.
 * @param paths gets to know the paths that are folded
 */
export function readNames(app: FastifyInstance, { strict, paths }: { strict: boolean; paths: PathFolding }): void {
  app.decorateRequest('ignoredNames', null)
  app.addHook('onRoute', (route) => {
    const api = apiOf(route.url)
    if (!api) return
    if (api.isOdc) requireUnknownNames(route)
    const isLenient = api.isOdc === true && !strict
    if (isLenient) paths.add(route.url)
    // The OpenAPI document, which programs ask for with parameters of their own.
    if (route.schema?.hide) return
    const read = isLenient ? lenientReading(route) : strictReading(route)
    route.preValidation = [
      (request, reply, done) => {
        read(request, reply)
        done()
      },
      ...[route.preValidation ?? []].flat(),
    ]
  })
}

const apiOf = (url: string): ApiDescription | undefined =>
  Object.values<ApiDescription>(apis).find(({ prefix }) => url.startsWith(`${prefix}/`))

/** A new operation must not become lenient because nobody thought of it. */
function requireUnknownNames({ method, url, config }: RouteOptions): void {
  const onlyReads = [method].flat().every((one) => one === 'GET' || one === 'HEAD')
  if (onlyReads || config?.unknownNames) return
  throw new Error(`${method} ${url} does not say what happens to unknown names: set config.unknownNames`)
}

function lenientReading({ schema, config }: RouteOptions) {
  const query = shapeOf(schema?.querystring)
  const body = shapeOf(schema?.body)
  const refusesUnknown = config?.unknownNames === 'refused'
  return (request: FastifyRequest, reply: FastifyReply): void => {
    const ignored = refusesUnknown ? undefined : createIgnoredNames()
    try {
      foldNames('parameter', request.query, query, ignored)
      foldNames('field', request.body, body, ignored)
    } finally {
      const names = ignored?.text()
      if (names !== undefined) {
        request.ignoredNames = names
        reply.header(ignoredNamesHeader, names)
      }
    }
    if (refusesUnknown) refuseUndeclared(request, schema)
    else dropEmptyParameters(request.query as Record<string, unknown>)
  }
}

const strictReading =
  ({ schema }: RouteOptions) =>
  (request: FastifyRequest): void =>
    refuseUndeclared(request, schema)

const shapeOf = (schema: unknown): NameShape => nameShapeOf((schema ?? nothing) as NameSchema)

/** What no schema describes, the validation does not look at: a filter on a DELETE that has none would be forgotten. */
function refuseUndeclared({ query, body }: FastifyRequest, schema: RouteOptions['schema']): void {
  const [parameter] = schema?.querystring ? [] : Object.keys(query as object)
  if (parameter !== undefined) throw new Problem('invalid_parameter', unknown('querystring', parameter))
  const [field] = schema?.body || typeof body !== 'object' || body === null ? [] : Object.keys(body)
  if (field !== undefined) throw new Problem('invalid_body', unknown('body', field))
}

const unknown = (where: 'querystring' | 'body', name: string): string =>
  validationDetail(where, {
    keyword: 'additionalProperties',
    instancePath: '',
    params: { additionalProperty: name },
  })
