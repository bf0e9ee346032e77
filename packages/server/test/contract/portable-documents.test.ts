import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { withoutReferences } from '@portico/testing/references.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { apis } from '../../src/http/api/apis.ts'
import { notPortable } from './portable-pattern.ts'

type Json = Record<string, unknown>

interface OpenApiDocument {
  paths: Record<string, Record<string, Json & { operationId: string; responses: Record<string, Json> }>>
  components: { schemas: Record<string, Json> }
}

interface Body {
  content: { 'application/json': { schema: { examples?: unknown[] } } }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every object in a value, with the path to it. */
function* objectsIn(value: unknown, path = ''): Generator<[path: string, object: Json]> {
  if (isObject(value)) yield [path, value]
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) yield* objectsIn(part, `${path}/${name}`)
}

/** What a generator has to invent a name for where the document gives none. */
function needsName({ type, properties, enum: words, anyOf, oneOf, allOf }: Json): boolean {
  const options = [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? list : []))
  const others = options.filter((option) => !isObject(option) || option.type !== 'null')
  return type === 'object' || properties !== undefined || words !== undefined || others.length > 1
}

describe('The OpenAPI documents, for generators and fuzzers of other languages,', () => {
  const documents = new Map<string, OpenApiDocument>()
  let server: TestServer

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    for (const { prefix } of Object.values(apis)) {
      documents.set(prefix, (await send<OpenApiDocument>(server.url, 'GET', `${prefix}/openapi.json`)).body)
    }
  })

  test('hold only patterns that Python, Go, Java and JavaScript read alike', () => {
    let patterns = 0
    for (const [prefix, document] of documents) {
      for (const [path, { pattern }] of objectsIn(document)) {
        if (typeof pattern !== 'string') continue
        patterns++
        assert.equal(notPortable(pattern), undefined, `${prefix} ${path} ${pattern}`)
      }
    }
    assert.ok(patterns > 20)
  })

  test('hold examples and defaults that fit their schemas', () => {
    const ajv = new Ajv2020({ strict: false })
    ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)) && text.endsWith('Z'))
    ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/)
    ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/)
    ajv.addFormat('uri', (text) => URL.canParse(text))
    for (const format of ['int32', 'int64', 'double']) ajv.addFormat(format, { type: 'number', validate: () => true })
    for (const [prefix, document] of documents) {
      // Each named schema is compiled once: references lead to it, by the id of its document.
      const id = `https://id.example.com${prefix}`
      const whole = JSON.parse(JSON.stringify(document).replaceAll('"#/components/', `"${id}#/components/`))
      ajv.addSchema({ $id: id, components: whole.components })
      for (const [path, object] of objectsIn(whole)) {
        const { schema = object, example, examples, default: value } = object
        const named = isObject(examples) ? Object.values(examples).map((one) => (one as Json).value) : (examples ?? [])
        const all = [example, value, ...(named as unknown[])].filter((one) => one !== undefined)
        // A property may have one of these names.
        if (path.endsWith('/properties')) continue
        for (const one of all) assert.ok(ajv.validate(schema as Json, one), `${prefix} ${path} ${JSON.stringify(one)}`)
      }
    }
  })

  test('have an example for every named object and every parameter', () => {
    for (const [prefix, { paths, components }] of documents) {
      const objects = Object.entries(components.schemas).filter(([, { properties }]) => properties !== undefined)
      assert.deepEqual(
        objects.flatMap(([name, { examples }]) => (Array.isArray(examples) ? [] : name)),
        [],
        prefix,
      )
      for (const item of Object.values(withoutReferences({ ...documents.get(prefix), paths }).paths)) {
        for (const { operationId, parameters = [] } of Object.values(item)) {
          for (const { name, in: place, example } of parameters as Json[]) {
            if (place !== 'header') assert.notEqual(example, undefined, `${operationId} ${name}`)
          }
        }
      }
    }
  })

  test('hold examples that the server takes, apart from keys that it does not have', async () => {
    const { call } = await server.administrator()
    const key = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'
    let sent = 0
    // The parameters that go with another one only
    const needed: Record<string, string> = {
      '/access environmentKey': `assetKey=${key}&`,
      '/access/export environmentKey': `assetKey=${key}&`,
    }
    const expectTaken = async (method: string, path: string, body?: unknown) => {
      const { status, text } = await call(method, path, body)
      assert.ok(
        status < 500 && ((status !== 400 && status !== 422) || text.includes(key)),
        `${method} ${path}: ${text}`,
      )
      sent++
    }
    for (const [prefix, document] of documents) {
      for (const [template, item] of Object.entries(withoutReferences(document).paths)) {
        for (const [method, { parameters = [], requestBody }] of Object.entries(item)) {
          const given = parameters as { name: string; in: string; example: unknown }[]
          const path = template.replace(/{(\w+)}/g, (_, name) =>
            String(given.find((one) => one.name === name)?.example),
          )
          for (const { name, example } of given.filter((one) => one.in === 'query' && method === 'get'))
            await expectTaken(
              'GET',
              `${prefix}${path}?${needed[`${path} ${name}`] ?? ''}${name}=${encodeURIComponent([example].flat().join())}`,
            )
          const { examples } = (requestBody as Body | undefined)?.content['application/json'].schema ?? {}
          // That one would try to reach the server of the example.
          if (examples && !['/mail-settings/test', '/mail-templates/test'].includes(path))
            await expectTaken(method.toUpperCase(), prefix + path, examples[0])
        }
      }
    }
    assert.ok(sent > 200, `${sent}`)
  })

  test('name every object, every enumeration and every union', () => {
    for (const [prefix, document] of documents) {
      const unnamed = [...objectsIn(document)]
        .filter(([path]) =>
          /\/schema(\/items)?$|\/schemas\/\w+\/.*(properties\/\w+|items|\/\d+|additionalProperties)$/.test(path),
        )
        .filter(([, schema]) => needsName(schema))
      assert.deepEqual(
        unnamed.map(([path]) => path),
        [],
        prefix,
      )
    }
  })

  test('name nothing as a generated client names a class of its own', () => {
    // OpenAPI Generator: the one in Python imports both by name, and can use neither.
    const taken = [
      'ApiClient',
      'ApiException',
      'ApiResponse',
      'ApiTypeError',
      'ApiValueError',
      'Configuration',
      'JSON',
      'Pair',
    ]
    for (const [prefix, { components }] of documents)
      assert.deepEqual(
        taken.filter((name) => name in components.schemas),
        [],
        prefix,
      )
  })

  test('describe every operation and every answer, and name each operation once', () => {
    for (const [prefix, { paths }] of documents) {
      const operations = Object.values(paths).flatMap((item) => Object.values(item))
      const ids = operations.map(({ operationId }) => operationId)
      assert.deepEqual([...new Set(ids)], ids, prefix)
      for (const { operationId, summary, description, responses } of operations) {
        assert.match(operationId, /^[A-Za-z]\w*$/)
        assert.ok(summary && description, operationId)
        for (const [status, answer] of Object.entries(
          withoutReferences({ ...documents.get(prefix), responses }).responses,
        )) {
          assert.ok(answer.description && answer.description !== 'Default Response', `${operationId} ${status}`)
        }
      }
    }
  })
})

test('Patterns that another language refuses, or reads otherwise, are told', () => {
  for (const pattern of ['^[^\\x00-\\x1f\\x7f-\\x9f]*$', '^-?(name|email)$', '^[\\w.-]{1,3}\\.\\n?$', 'a(?:b|c)+?']) {
    assert.equal(notPortable(pattern), undefined, pattern)
  }
  const others = ['\\p{L}', '[\\P{Cc}]', '\\u00e9', '\\u{1F600}', '(?<=a)b', '(?<!a)b', '(?=a)', '(?!a)', '(?<name>a)']
  for (const pattern of [
    ...others,
    '(?P<name>a)',
    '(?i)a',
    '(a)\\1',
    '\\k<name>',
    '\\bword',
    '\\cA',
    'a++',
    '[a',
    '[a&&b]',
  ]) {
    assert.notEqual(notPortable(pattern), undefined, pattern)
  }
})
