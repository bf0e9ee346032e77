import type { TSchema } from 'typebox'
import { serializerOf } from '../http/api/compile-on-first-use.ts'

/** @param requireTime is called before each result of a page, and throws where no more are to be written */
type Write = (answer: unknown, requireTime: () => void) => Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const beforeResults = '"results":['

/** A text consists of small pieces until it is encoded. More of them than this, in characters, take longer to collect than to write. */
const longestText = 65_536

/**
 * Writes answers of this schema as Fastify does, in UTF-8. A page is written result by result: that of many megabytes would
 * consist of a million pieces.
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
  return (answer, requireTime) => {
    const page = answer as { results: unknown[] }
    const rest = writeRest({ ...page, results: [] })
    const start = rest.indexOf(beforeResults) + beforeResults.length
    const parts: Uint8Array<ArrayBuffer>[] = []
    let text = rest.slice(0, start)
    for (const [index, result] of page.results.entries()) {
      requireTime()
      text += index > 0 ? `,${write(result)}` : write(result)
      if (text.length < longestText) continue
      parts.push(encoder.encode(text))
      text = ''
    }
    const last = encoder.encode(text + rest.slice(start))
    return parts.length === 0 ? last : joined([...parts, last])
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
