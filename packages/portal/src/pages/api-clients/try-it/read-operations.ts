import { addressOf } from '../../../api/base-path.ts'
import type { Operation, Parameter, Schema } from './operation.ts'

interface OpenApiDocument {
  info: { title: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, DescribedOperation>>
  components?: Record<string, Record<string, unknown>>
}

interface DescribedOperation {
  operationId: string
  summary?: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  'x-permissions'?: Operation['permissions']
}

const prefixes = ['/api/identity/v1', '/api/management/v1', '/api/portfolios/v2', '/api/asset-repository/v1']

/** Every operation of every API, from the server's OpenAPI documents. */
export const readOperations = async (): Promise<Operation[]> => (await Promise.all(prefixes.map(read))).flat()

async function read(prefix: string): Promise<Operation[]> {
  const response = await fetch(addressOf(`${prefix}/openapi.json`), { credentials: 'omit' })
  if (!response.ok) throw new Error(`${prefix}/openapi.json answered ${response.status}.`)
  return operationsOf(await response.json())
}

export const operationsOf = ({ info, servers, paths, components = {} }: OpenApiDocument): Operation[] =>
  Object.entries(resolved(paths, components)).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: `${method} ${servers[0]?.url}${path}`,
      method: method.toUpperCase(),
      path: `${servers[0]?.url}${path}`,
      summary: operation.summary ?? operation.operationId,
      api: info.title,
      parameters: operation.parameters?.filter(({ in: place }) => place === 'path' || place === 'query') ?? [],
      body: operation.requestBody?.content['application/json']?.schema,
      permissions: operation['x-permissions'] ?? { named: [], anyPermission: true },
    })),
  )

/** Replaces references by the components that they name. No component contains itself. */
function resolved<T>(value: T, components: Record<string, Record<string, unknown>>): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => resolved(item, components)) as T
  if ('$ref' in value) {
    const [, , kind = '', name = ''] = String(value.$ref).split('/')
    return resolved(components[kind]?.[name] as T, components)
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolved(part, components)])) as T
}
