import { setImmediate } from 'node:timers/promises'
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { entityTagHeaders, isEdited, onlyReads } from './entity-tag.ts'
import { ignoredNamesHeader } from './ignored-names.ts'
import { namedComponents, newComponents } from './named-components.ts'
import type { Routes } from './routes.ts'
import { withExamples } from './with-examples.ts'

export interface ApiDescription {
  /** Path that all operations start with */
  prefix: string
  title: string
  description: string
  /** Whether ODC has it, too: it is then as lenient as ODC's. */
  isOdc?: true
  /** The days on which ODC deprecated it and from which on it may be gone, and what to use instead */
  deprecated?: { since: string; removedFrom: string; successor: string }
}

/**
 * Serves the rooms of one API, and publishes its OpenAPI document at `<prefix>/openapi.json`, made from the schemas that the
 * routes are validated and answered by. The event loop gets its turn after each room, also while the document is made. Call it
 * in a scope of its own.
 */
export async function publishOpenApi(
  scope: FastifyInstance,
  api: ApiDescription,
  rooms: readonly Routes[],
): Promise<void> {
  const described: (() => OpenApiDocument)[] = []
  for (const routes of rooms) {
    await setImmediate()
    await scope.register(async (room, options) => {
      described.push(await describeRoom(room, api))
      await routes(room, options)
    })
  }

  async function write(): Promise<Buffer> {
    const components = newComponents()
    const paths: Record<string, object> = {}
    let document: OpenApiDocument = {}
    for (const describe of described) {
      await setImmediate()
      document = describe()
      const named = namedComponents(document.paths, components).paths as Record<string, object>
      // Rooms may share a path.
      for (const [path, operations] of Object.entries(named)) paths[path] = { ...paths[path], ...operations }
    }
    const whole = { ...document, paths, components: { ...document.components, ...components } }
    await setImmediate()
    const server = { url: (scope.basePath ?? '') + api.prefix }
    return Buffer.from(JSON.stringify({ ...withExamples(whole), servers: [server] }))
  }
  // The routes do not change: strangers who ask again and again make nobody write it anew.
  let document: Promise<Buffer> | undefined
  scope.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    document ??= write()
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(await document)
  })
}

interface OpenApiDocument {
  paths?: object
  components?: object
}

/** @returns what describes the routes that the room gets from then on. The plugin keeps nothing of it. */
async function describeRoom(room: FastifyInstance, api: ApiDescription): Promise<() => OpenApiDocument> {
  let document: OpenApiDocument = {}
  await room.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: api.title,
        description: api.description + (api.deprecated ? deprecationNote(api.deprecated) : ''),
        version: api.prefix.slice(api.prefix.lastIndexOf('/') + 1),
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: api.prefix }],
      components: {
        securitySchemes: {
          accessToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'An access token from the token endpoint, by client credentials',
          },
        },
      },
      security: [{ accessToken: [] }],
    },
    stripBasePath: true,
    transform: ({ schema, url, route }) => {
      const permission = route.config?.permission
      const described = permission === undefined || permission === 'public' ? {} : describePermission(permission)
      const deprecated = api.deprecated ? { deprecated: true } : {}
      const isLenient = api.isOdc && route.config?.unknownNames !== 'refused'
      const answers = route.config?.answers ?? {}
      const hasEntityTag = isEdited(route.config?.edited)
      const response = withHeaders(answers, {
        ...(isLenient ? { [ignoredNamesHeader]: IgnoredNames } : {}),
        ...(hasEntityTag ? { ETag: entityTagHeaders.ETag } : {}),
      })
      const headers = hasEntityTag && !onlyReads(route) ? { headers: ifMatch } : {}
      return { schema: { ...schema, ...described, ...deprecated, ...headers, response }, url }
    },
    transformObject(made) {
      if ('openapiObject' in made) document = made.openapiObject
      return {}
    },
  })
  return () => {
    room.swagger()
    const described = document
    document = {}
    return described
  }
}

const IgnoredNames = {
  title: 'IgnoredNames',
  type: 'string',
  maxLength: 1_000,
  description:
    'Names of parameters and fields that the request held and that this operation does not have. They were ignored. Absent where there were none',
}

const ifMatch = { type: 'object', properties: { 'If-Match': entityTagHeaders['If-Match'] } }

/** The successful answers with these headers. Refusals, such as a 400, may have them as well. */
const withHeaders = (answers: Record<string, unknown>, headers: Record<string, object>): Record<string, unknown> =>
  Object.keys(headers).length === 0
    ? answers
    : Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          status.startsWith('2') ? { ...(answer as object), headers } : answer,
        ]),
      )

const deprecationNote = ({ since, removedFrom, successor }: NonNullable<ApiDescription['deprecated']>): string =>
  ` Deprecated since ${since}; it may be gone from ${removedFrom} on. Use ${successor}.`

/** What the caller needs, for people and (as `x-permissions`) for programs. */
function describePermission(permission: string | readonly string[]): object {
  if (permission === 'api-client') {
    const description = 'For API clients, with an access token of their own. Needs no permission.'
    return { description, 'x-permissions': { named: [], anyPermission: false } }
  }
  const named = permission === 'any' ? [] : [permission].flat()
  const text = permission === 'any' ? 'any one permission' : named.map((name) => `**${name}**`).join(' or ')
  return { description: `Needs ${text}.`, 'x-permissions': { named, anyPermission: permission === 'any' } }
}
