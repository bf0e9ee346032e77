import { exampleBodies } from '../example-bodies.ts'
import { type ExampleKeys, fillPath, kindInPath, kindOfField } from '../examples.ts'
import type { DescribedOperation } from '../operations.ts'
import { breakValue, generateValue, hostileValues, type ValueSchema, type ValueSource } from './generate-value.ts'
import type { Random } from './random.ts'

/** A request as it is sent, without a caller. */
export interface FuzzRequest {
  url: string
  headers: Record<string, string>
  payload?: string
}

export interface KeySource {
  /** Of rows that were made for this */
  examples: ExampleKeys
  /** Seen in answers, and of the other organization */
  others: string[]
}

/** A request for the operation: one that should work, or one that is broken in a place or two. */
export function generateRequest(random: Random, operation: DescribedOperation, keys: KeySource): FuzzRequest {
  const source: ValueSource = { random, key: (name) => keyFor(random, operation.operationId, name, keys) }
  const isBroken = random.chance(0.4)
  const headers: Record<string, string> = {}
  const path = pathOf(random, operation, keys, isBroken)
  const url =
    (isBroken && random.chance(0.1) ? otherSpelling(random, path) : path) + queryOf(source, operation, isBroken)
  if (!operation.body && !random.chance(0.03)) return { url, headers }
  headers['content-type'] = isBroken && random.chance(0.05) ? random.pick(oddTypes) : 'application/json'
  const body = bodyOf(source, operation, keys, isBroken)
  if (isBroken && random.chance(0.08)) return { url, headers, payload: brokenJson(random, body) }
  return body === undefined && random.chance(0.8)
    ? { url, headers: {} }
    : { url, headers, payload: JSON.stringify(body) ?? '' }
}

const oddTypes = ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data', '', 'x']

const oddSegments = [
  '%00',
  '%',
  '%zz',
  '..%2f..',
  '%2e%2e%2e',
  'x'.repeat(300),
  '%F0%9F%98%80',
  '%ff',
  // Unencoded at the end, it would be no segment, and the path that of the list.
  '%20',
  '{key}',
  '-1',
  'me',
]

function pathOf(
  random: Random,
  { path }: DescribedOperation,
  { examples, others }: KeySource,
  isBroken: boolean,
): string {
  if (!isBroken || random.chance(0.6)) return fillPath(path, examples)
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const other = random.chance(0.5) ? random.pick(oddSegments) : random.pick(others.length > 0 ? others : ['none'])
    return random.chance(0.5) ? other : examples[kindInPath(path, name)]
  })
}

/** ODC's APIs take words in any case and a slash at the end, the others don't. */
const otherSpelling = (random: Random, path: string): string =>
  random.pick([
    path.toUpperCase(),
    `${path}/`,
    `${path}//`,
    path.replace(/[a-z]/g, (letter) => (random.chance(0.2) ? letter.toUpperCase() : letter)),
  ])

function queryOf(source: ValueSource, { query }: DescribedOperation, isBroken: boolean): string {
  const { random } = source
  const parts = query
    .filter(() => random.chance(0.25))
    .flatMap(({ name, schema }) => {
      const value =
        isBroken && random.chance(0.5) ? random.pick(hostileValues) : generateValue(source, schema as ValueSchema, name)
      const values = Array.isArray(value) ? value : [value]
      const spelled = isBroken && random.chance(0.1) ? name.toUpperCase() : name
      return values.map(
        (one) =>
          `${encodeURIComponent(spelled)}=${encode(typeof one === 'object' ? JSON.stringify(one) : String(one))}`,
      )
    })
  if (isBroken && random.chance(0.1))
    parts.push(
      random.pick([
        'limit=0',
        'limit=1e9',
        'offset=-1',
        'x',
        '=',
        '&&',
        'unknown=1',
        '__proto__=1&constructor=',
        'LIMIT=1&limit=2',
        'limit=&sort=&',
        'a[b]=c',
        '%=%',
        'limit=1&limit=2',
        `q=${'x'.repeat(3_000)}`,
      ]),
    )
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

/** Half of a surrogate pair has no encoding. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

function bodyOf(
  source: ValueSource,
  { operationId, body }: DescribedOperation,
  { examples }: KeySource,
  isBroken: boolean,
): unknown {
  const { random } = source
  const example = random.chance(0.4) ? exampleBodies(examples, `Fuzz${random.integer(1_000)}`)[operationId] : undefined
  // A connection that nobody answers would take ten seconds.
  const ready = operationId === 'MailSettings_Write' && example ? { ...example, host: '127.0.0.1' } : example
  const value = ready ?? (body ? generateValue(source, body as ValueSchema) : { unknown: 1 })
  return isBroken ? breakValue(random, value) : value
}

function brokenJson(random: Random, body: unknown): string {
  const text = JSON.stringify(body) ?? '{}'
  return random.pick([
    text.slice(0, random.integer(text.length + 1)),
    `${text}}`,
    '[',
    '{"a":1,"a":2}',
    '\u0000',
    '{"__proto__":{}}',
    `${'['.repeat(10_000)}`,
    'NaN',
    '"text"',
    '12',
    '{"a":1e999}',
  ])
}

function keyFor(random: Random, operationId: string, name: string, { examples, others }: KeySource): string {
  if (random.chance(0.2)) return crypto.randomUUID()
  if (random.chance(0.2) && others.length > 0) return random.pick(others)
  try {
    const kind = kindOfField(operationId, name)
    if (kind) return examples[kind]
  } catch {
    // A field of another kind: any key will do.
  }
  return random.pick(Object.values(examples))
}
