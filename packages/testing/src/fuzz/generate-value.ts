import type { Random } from './random.ts'

/** What is read of a JSON schema to make values for it. */
export interface ValueSchema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: ValueSchema[]
  properties?: Record<string, ValueSchema>
  required?: string[]
  items?: ValueSchema
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  maxLength?: number
}

/** Values that programs stumble over, wherever they stand. */
export const hostileValues: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  true,
  [],
  {},
  [[[[[]]]]],
  { toString: 'x', constructor: null },
  JSON.parse('{"__proto__":{"admin":true}}'),
  'null',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  '￾',
  '😀'.repeat(300),
  'x'.repeat(5_000),
  "'; drop table users; --",
  '%',
  '_',
  '\\',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=cmd()',
  '00000000-0000-0000-0000-000000000000',
  'not-a-key',
  '9999-12-31T23:59:59.999Z',
  '2026-02-30',
  '-000001-01-01T00:00:00Z',
  'a@b',
  `${'a'.repeat(250)}@example.com`,
  'http://[::1]/',
  '{{7*7}}',
]

const words = ['Ada', 'Shop', 'Test', 'zażółć', 'O’Neil', 'Дмитрий', 'a', 'Development', 'Administrator']

export interface ValueSource {
  random: Random
  /** A key for a field of this name */
  key(name: string): string
}

/** A value that the schema takes, mostly: formats and patterns are met where they are known. */
export function generateValue(source: ValueSource, schema: ValueSchema, name = ''): unknown {
  const { random } = source
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  if (schema.anyOf) return generateValue(source, random.pick(schema.anyOf), name)
  const type = random.pick([schema.type ?? (schema.properties ? 'object' : 'string')].flat())
  switch (type) {
    case 'null':
      return null
    case 'boolean':
      return random.chance(0.5)
    case 'integer':
    case 'number':
      return (
        (schema.minimum ?? 0) + random.integer(Math.min((schema.maximum ?? 200) - (schema.minimum ?? 0) + 1, 1_000))
      )
    case 'array': {
      const length = Math.max(schema.minItems ?? 0, random.integer(Math.min(schema.maxItems ?? 4, 4) + 1))
      return Array.from({ length }, () => generateValue(source, schema.items ?? {}, name))
    }
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).filter(
        ([field]) => schema.required?.includes(field) || random.chance(0.6),
      )
      return Object.fromEntries(fields.map(([field, one]) => [field, generateValue(source, one, field)]))
    }
    default:
      return text(source, schema, name)
  }
}

function text({ random, key }: ValueSource, { format, maxLength = 40 }: ValueSchema, name: string): string {
  if (format === 'uuid' || /(^k|K)eys?(To[A-Z]\w*)?$/.test(name)) return key(name)
  if (format === 'date-time') return new Date(Date.now() + (random.integer(2_000) - 1_000) * 3_600_000).toISOString()
  if (format === 'date') return new Date(Date.now() + random.integer(700) * 86_400_000).toISOString().slice(0, 10)
  if (/mail|^to$/i.test(name)) return `fuzz${random.integer(500)}@example.com`
  if (/url$/i.test(name)) return 'https://idp.example.com/.well-known/openid-configuration'
  // Names of other hosts would be looked up.
  if (name === 'host') return '127.0.0.1'
  if (name === 'sort') return random.pick(['name', '-name', 'email', 'createdAt', 'key'])
  return `${random.pick(words)} ${random.integer(10_000)}`.slice(0, maxLength)
}

/** The value with one part of it, anywhere, dropped, replaced, repeated or added to. */
export function breakValue(random: Random, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.7)) {
    const at = random.integer(value.length)
    if (random.chance(0.15)) return Array.from({ length: 150 }, () => value[at])
    return value.map((part, index) => (index === at ? breakValue(random, part) : part))
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && random.chance(0.9)) {
    const fields = Object.entries(value)
    if (fields.length === 0 || random.chance(0.15))
      return { ...value, [random.pick(['unknown', 'key', 'KEY', 'constructor', '__proto__x', 'İ', ''])]: 1 }
    const [name, part] = random.pick(fields)
    if (random.chance(0.15)) return Object.fromEntries(fields.filter(([field]) => field !== name))
    return { ...value, [random.chance(0.1) ? name.toUpperCase() : name]: breakValue(random, part) }
  }
  return random.pick(hostileValues)
}
