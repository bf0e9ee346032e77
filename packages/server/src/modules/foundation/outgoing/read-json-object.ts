import { findJsonExcess } from '../../../http/api/json-excess.ts'

/** What is wrong with what was to be a JSON object: the rest of a sentence, without a full stop */
export class NoJsonObject extends Error {}

/**
 * The JSON object in an answer from an address that an organization names. One with more values, names or levels than any
 * document has is not parsed: it takes long, and twenty times its bytes in memory.
 * @throws NoJsonObject
 */
export function readJsonObject(body: Buffer): Record<string, unknown> {
  const text = body.toString()
  const excess = findJsonExcess(text)
  if (excess !== undefined) throw new NoJsonObject(`answers with JSON that ${excess}`)
  const value = parse(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new NoJsonObject('does not answer with a JSON object')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
