import type { TSchema } from 'typebox'
import { serializerOf } from '../http/api/compile-on-first-use.ts'

type Write = (answer: unknown) => Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const beforeResults = '"results":['

/**
 * Writes answers of this schema as Fastify does, in UTF-8. A page is written result by result: a text of many megabytes
 * consists of a million small pieces until it is encoded, which took more to collect than to write.
 */
export function answerWriter(schema: TSchema): Write {
  const properties = 'properties' in schema ? (schema.properties as Record<string, TSchema>) : {}
  const { results } = properties
  if (!results || !('items' in results)) {
    const serialize = serializerOf(schema)
    return (answer) => encoder.encode(serialize(answer))
  }
  const write = serializerOf(results.items as TSchema)
  const writeRest = serializerOf({ ...schema, properties: { ...properties, results: { type: 'array' } } })
  return (answer) => {
    const page = answer as { results: unknown[] }
    const rest = writeRest({ ...page, results: [] })
    const start = rest.indexOf(beforeResults) + beforeResults.length
    return joined([
      encoder.encode(rest.slice(0, start)),
      ...page.results.map((result, index) => encoder.encode(`${index > 0 ? ',' : ''}${write(result)}`)),
      encoder.encode(rest.slice(start)),
    ])
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
