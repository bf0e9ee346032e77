import { sortFields } from './schemas.ts'

interface ParameterSchema {
  type?: string
  enum?: string[]
  pattern?: string
  items?: ParameterSchema
}

type Decode = (value: unknown) => unknown

/** ODC takes them in any case, and Python's clients send `True`. */
const booleans: Record<string, boolean> = Object.assign(Object.create(null), { true: true, false: false })

/**
 * Turns the texts of a query into what its schema describes. Arrays are taken comma-separated and repeated, words of a
 * fixed set, such as the fields to sort by, without regard to case. What cannot be turned stays as it is, for the
 * validation to refuse by name.
 */
export function queryDecoder(schema: {
  properties?: Record<string, ParameterSchema>
}): (query: Record<string, unknown>) => void {
  const decoders = Object.entries(schema.properties ?? {}).flatMap(([name, property]): [string, Decode][] => {
    const decode = decoderFor(property)
    return decode ? [[name, decode]] : []
  })
  return (query) => {
    for (const [name, decode] of decoders) {
      const value = query[name]
      if (value !== undefined) query[name] = decode(value)
    }
  }
}

function decoderFor({ type, enum: words, pattern, items }: ParameterSchema): Decode | undefined {
  if (type === 'integer')
    return (value) => (typeof value === 'string' && /^-?\d{1,12}$/.test(value) ? Number(value) : value)
  if (type === 'boolean') return (value) => booleans[String(value).toLowerCase()] ?? value
  if (type === 'array') {
    const decodeItem = items && decoderFor(items)
    return (value) => {
      const texts = [value].flat().flatMap((text) => String(text).split(','))
      return decodeItem ? texts.map(decodeItem) : texts
    }
  }
  const fields = pattern && sortFields(pattern)
  const known = words ?? (fields && [...fields, ...fields.map((field) => `-${field}`)])
  if (!known) return undefined
  // A query lists thousands of texts where it is to cost something, and there are two hundred actions.
  const bySmallLetters = new Map(known.map((word) => [word.toLowerCase(), word]))
  return (value) => bySmallLetters.get(String(value).toLowerCase()) ?? value
}
