import { msg } from '@lingui/core/macro'
import { pageI18n } from '../../../components/language/page-language.ts'

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
  /** From the root, the base path included, with placeholders: `/api/identity/v1/users/{key}` */
  path: string
  summary: string
  /** The title of the API */
  api: string
  parameters: Parameter[]
  body: Schema | undefined
  permissions: { named: string[]; anyPermission: boolean }
}

/** An example body: the required fields, or all fields if none is required. */
export function exampleBody(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return exampleBody(schema.anyOf.find(({ type }) => type !== 'null') ?? {})
  if (schema.properties) {
    const required = schema.required ?? []
    const shown = Object.entries(schema.properties).filter(([name]) => required.length === 0 || required.includes(name))
    return Object.fromEntries(shown.map(([name, property]) => [name, exampleBody(property)]))
  }
  if (schema.type === 'array') return schema.items?.properties ? [exampleBody(schema.items)] : []
  return { boolean: true, integer: 0, number: 0, object: {} }[schema.type ?? ''] ?? ''
}

/** The values that a parameter takes. */
export function parameterHint({ schema, description }: Parameter): string {
  if (description) return description
  const kind = schema.items ?? schema
  const formats: Record<string, string> = { uuid: pageI18n()._(msg`key`), 'date-time': pageI18n()._(msg`time`) }
  const one = kind.enum?.join(', ') ?? formats[kind.format ?? ''] ?? kind.type ?? ''
  return schema.items ? pageI18n()._(msg`${one}; several separated by commas`) : one
}

/** The URL of a call. Parameters without a value are left out. */
export function operationUrl(operation: Operation, values: Record<string, string>): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name]?.trim() ?? ''))
  const query = new URLSearchParams()
  for (const { name, in: place } of operation.parameters) {
    const value = values[name]?.trim() ?? ''
    if (place === 'query' && value !== '') query.append(name, value)
  }
  return query.size > 0 ? `${path}?${query}` : path
}
