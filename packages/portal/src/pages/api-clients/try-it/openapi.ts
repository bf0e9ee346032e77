/** The parts of a JSON Schema that forms need. References are resolved. */
export interface Schema {
  type?: string
  format?: string
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  default?: unknown
}

export interface Parameter {
  name: string
  in: 'path' | 'query'
  required?: boolean
  description?: string
  schema: Schema
}

export interface Operation {
  /** `identity UserProfile_QueryUsers`: unique over all APIs */
  id: string
  method: string
  /** From the root, with placeholders: `/api/identity/v1/users/{key}` */
  path: string
  summary: string
  /** The title of the API */
  api: string
  parameters: Parameter[]
  body: Schema | undefined
  permissions: { named: string[]; anyPermission: boolean }
}

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

const prefixes = ['/api/identity/v1', '/api/management/v1', '/api/portfolios/v2']

/** Every operation of every API, from the server's OpenAPI documents. */
export const readOperations = async (): Promise<Operation[]> => (await Promise.all(prefixes.map(read))).flat()

async function read(prefix: string): Promise<Operation[]> {
  const response = await fetch(`${prefix}/openapi.json`, { credentials: 'omit' })
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

/** An example body: the required fields, or all fields if none is required. */
export function exampleOf(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return exampleOf(schema.anyOf.find(({ type }) => type !== 'null') ?? {})
  if (schema.properties) {
    const required = schema.required ?? []
    const shown = Object.entries(schema.properties).filter(([name]) => required.length === 0 || required.includes(name))
    return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(property)]))
  }
  if (schema.type === 'array') return schema.items?.properties ? [exampleOf(schema.items)] : []
  return { boolean: true, integer: 0, number: 0, object: {} }[schema.type ?? ''] ?? ''
}

/** The values that a parameter takes. */
export function hintOf({ schema, description }: Parameter): string {
  if (description) return description
  const kind = schema.items ?? schema
  const one = kind.enum?.join(', ') ?? { uuid: 'key', 'date-time': 'time' }[kind.format ?? ''] ?? kind.type ?? ''
  return schema.items ? `${one}; several with commas` : one
}

/** The URL of a call. Parameters without a value are left out. */
export function addressOf(operation: Operation, values: Record<string, string>): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name]?.trim() ?? ''))
  const query = new URLSearchParams()
  for (const { name, in: place } of operation.parameters) {
    const value = values[name]?.trim() ?? ''
    if (place === 'query' && value !== '') query.append(name, value)
  }
  return query.size > 0 ? `${path}?${query}` : path
}
