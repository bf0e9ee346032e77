import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { namedComponents } from './named-components.ts'

export interface ApiDescription {
  /** Path that all operations start with */
  prefix: string
  title: string
  description: string
}

/**
 * Publishes the OpenAPI document of one API at `<prefix>/openapi.json`, made from the schemas that the routes are
 * validated and answered by. Call it in a scope of its own, before the routes.
 */
export async function publishOpenApi(scope: FastifyInstance, api: ApiDescription): Promise<void> {
  await scope.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: api.title,
        description: api.description,
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
      return { schema: { ...schema, ...described, response: route.config?.answers }, url }
    },
    transformObject: (made) => ('openapiObject' in made ? withNamedComponents(made.openapiObject) : made.swaggerObject),
  })
  scope.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(scope.swagger()),
  )
}

function withNamedComponents<D extends { paths?: object; components?: object }>(document: D): D {
  const { paths, components } = namedComponents(document.paths)
  return { ...document, paths, components: { ...document.components, ...components } }
}

/** What the caller needs, for people and (as `x-permissions`) for programs. */
function describePermission(permission: string | readonly string[]): object {
  const named = permission === 'any' ? [] : [permission].flat()
  const text = permission === 'any' ? 'any one permission' : named.map((name) => `**${name}**`).join(' or ')
  return { description: `Needs ${text}.`, 'x-permissions': { named, anyPermission: permission === 'any' } }
}
