import { STATUS_CODES } from 'node:http'
import { isDeepStrictEqual } from 'node:util'

type Json = Record<string, unknown>

interface Components {
  schemas: Record<string, unknown>
  responses: Record<string, unknown>
  parameters: Record<string, unknown>
}

export const newComponents = (): Components => ({ schemas: {}, responses: {}, parameters: {} })

/**
 * The paths of an OpenAPI document with references instead of what has a name, and the components that they refer to:
 * every schema with a `title`, the parameters whose schema is called `…Parameter`, and the answers with a problem.
 * @param components takes them, beside those of other paths of the document
 * @throws Error where one name stands for different things, or a schema holds itself
 */
export function namedComponents(
  paths: unknown,
  components = newComponents(),
): { paths: unknown; components: Components } {
  const open: string[] = []

  function replace(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(replace)
    if (!isObject(value)) return value
    const title = typeof value.title === 'string' ? value.title : undefined
    if (title === undefined) return asParameter(asProblemResponses(replaceIn(value)))
    if (open.includes(title)) throw new Error(`The schema ${title} holds itself: ${[...open, title].join(' > ')}`)
    open.push(title)
    const { title: _, ...schema } = replaceIn(value)
    open.pop()
    const [named, isNullable] = withoutNull(schema)
    const reference = refer('schemas', title, named)
    return isNullable ? { anyOf: [reference, { type: 'null' }] } : reference
  }

  const replaceIn = (object: Json): Json =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, replace(value)]))

  function refer(kind: keyof Components, name: string, component: unknown): { $ref: string } {
    const known = components[kind][name]
    if (known !== undefined && !isDeepStrictEqual(known, component)) {
      throw new Error(`Different ${kind} are called ${name}: ${JSON.stringify(known)} and ${JSON.stringify(component)}`)
    }
    components[kind][name] = component
    return { $ref: `#/components/${kind}/${name}` }
  }

  /** `limit` with the schema LimitParameter becomes the parameter Limit. */
  function asParameter(object: Json): Json {
    const name = referredTo(object.schema, 'schemas')?.match(/^(.+)Parameter$/)?.[1]
    if (name === undefined) return object
    return refer('parameters', name, { ...object, schema: components.schemas[`${name}Parameter`] })
  }

  /** `404` with the schema ProblemDetails becomes the answer NotFound. */
  function asProblemResponses(object: Json): Json {
    const { responses } = object
    if (!isObject(responses)) return object
    const named = Object.entries(responses).map(([status, response]) => {
      const reason = STATUS_CODES[status] ?? status
      if (schemaOf(response) !== 'ProblemDetails') return [status, describe(response as Json, reason)]
      return [status, refer('responses', reason.replaceAll(/\W/g, ''), { ...(response as Json), description: reason })]
    })
    return { ...object, responses: Object.fromEntries(named) }
  }

  /** The framework describes each answer that has no words of its own as *Default Response*. */
  const describe = (response: Json, reason: string): Json =>
    response.description === 'Default Response' ? { ...response, description: reason } : response

  const replaced = replace(paths)
  for (const name of Object.keys(components.parameters)) delete components.schemas[`${name}Parameter`]
  return { paths: replaced, components }
}

/** A schema without the `null` that it allows, and whether it allows it. */
function withoutNull(schema: Json): [Json, boolean] {
  if (!Array.isArray(schema.type) || !schema.type.includes('null')) return [schema, false]
  const types = schema.type.filter((type) => type !== 'null')
  const values = Array.isArray(schema.enum) ? { enum: schema.enum.filter((value) => value !== null) } : {}
  return [{ ...schema, type: types.length === 1 ? types[0] : types, ...values }, true]
}

function schemaOf(response: unknown): string | undefined {
  const content = isObject(response) && isObject(response.content) ? response.content['application/json'] : undefined
  return isObject(content) ? referredTo(content.schema, 'schemas') : undefined
}

function referredTo(schema: unknown, kind: keyof Components): string | undefined {
  const reference = isObject(schema) ? schema.$ref : undefined
  const start = `#/components/${kind}/`
  return typeof reference === 'string' && reference.startsWith(start) ? reference.slice(start.length) : undefined
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
