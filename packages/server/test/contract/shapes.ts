import type { Shape } from './identity-v1-shapes.ts'

export interface OpenApiSchema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  nullable?: boolean
  items?: OpenApiSchema
  properties?: Record<string, OpenApiSchema>
  required?: string[]
  anyOf?: OpenApiSchema[]
  additionalProperties?: unknown
}

/** What a schema of an OpenAPI document says, in the words of the facts. Fails where it says what these have no words for. */
export function shapeOf(schema: OpenApiSchema, place: string): { shape: Shape; nullable: boolean } {
  const [only, ...others] = (schema.anyOf ?? [schema]).filter(({ type }) => type !== 'null')
  if (!only || others.length > 0 || only.$ref) throw new Error(`${place}: one schema is expected, written in its place`)
  const types = [only.type ?? []].flat()
  const nullable = types.includes('null') || only.nullable === true || (schema.anyOf?.length ?? 0) > 1
  const type = types.find((name) => name !== 'null')
  if (only.enum) return { shape: only.enum.filter((value) => value !== null).join('|'), nullable }
  if (only.items) return { shape: [fieldless(only.items, `${place}[]`)], nullable }
  if (only.properties) {
    const fields = Object.entries(only.properties).map(([name, field]): [string, Shape] => {
      const { shape, nullable } = shapeOf(field, `${place}.${name}`)
      return typeof shape === 'string' ? [name, mark(shape, nullable)] : [mark(name, nullable), shape]
    })
    return { shape: Object.fromEntries(fields), nullable }
  }
  if (!type) throw new Error(`${place}: there is no type`)
  return { shape: only.format ?? type, nullable }
}

/** The shape of what stands alone: a parameter, an item, a body. */
export function fieldless(schema: OpenApiSchema, place: string): Shape {
  const { shape, nullable } = shapeOf(schema, place)
  if (nullable && typeof shape !== 'string') throw new Error(`${place}: may be null`)
  return typeof shape === 'string' ? mark(shape, nullable) : shape
}

const mark = (text: string, nullable: boolean): string => (nullable ? `${text}?` : text)

/** An answer may promise more than the contract: that something is never null. Everything else must be the same. */
export function withoutBrokenPromises(contract: Shape, served: Shape): Shape {
  if (typeof contract === 'string') return contract === `${served}?` ? contract : served
  if (typeof served === 'string') return served
  if (isList(contract) && isList(served)) return [withoutBrokenPromises(contract[0], served[0])]
  if (isList(contract) || isList(served)) return served
  return Object.fromEntries(
    Object.entries(served).map(([name, shape]): [string, Shape] => {
      const counterpart = name in contract ? name : `${name}?`
      const expected = contract[counterpart]
      return expected === undefined ? [name, shape] : [counterpart, withoutBrokenPromises(expected, shape)]
    }),
  )
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape)
