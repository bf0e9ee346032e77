import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import fc from 'fast-check'
import { Type } from 'typebox'
import { Problem } from '../../problems/problem.ts'
import { asciiLowerCase } from './ascii-lower-case.ts'
import { dropEmptyParameters, foldNames } from './fold-names.ts'
import { createIgnoredNames } from './ignored-names.ts'
import { type NameSchema, nameShapeOf } from './name-shape.ts'
import { Nullable, strict } from './schemas.ts'

const Inner = Type.Object({ innerName: Type.Optional(Type.String()), key: Type.Optional(Type.String()) }, strict)
const Outer = Type.Object(
  {
    userKeys: Type.Optional(Type.Array(Type.String())),
    records: Type.Optional(Nullable(Type.Array(Inner))),
    grantPeriod: Type.Optional(Nullable(Inner)),
    either: Type.Optional(Type.Union([Inner, Type.Array(Inner), Type.Object({ other: Type.String() }, strict)])),
    anything: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  strict,
)
const shape = nameShapeOf(Outer as NameSchema)

function fold(value: unknown, leavesOut = true): { value: unknown; ignored: string | undefined } {
  const ignored = createIgnoredNames()
  foldNames('field', value, shape, leavesOut ? ignored : undefined)
  return { value, ignored: ignored.text() }
}

describe('Names', () => {
  test('that fill a body take little time', async () => {
    const name = 'aA'.repeat(500_000)
    assert.equal(fold({ [name]: 1 }).ignored, name.slice(0, 100))
    const milliseconds = await threadTime(() => fold({ [name]: 1 }), 2)
    assert.ok(milliseconds < 15, `${milliseconds} ms`)
  })

  test('get their declared spelling, at any depth', () => {
    const { value, ignored } = fold({
      USERKEYS: ['A'],
      Records: [{ INNERNAME: 'x' }, { innername: 'y', KEY: 'Z' }],
      GrantPeriod: { InnerName: null },
      EITHER: { Other: 'o' },
      Anything: { Kept: { Also: 1 } },
    })
    assert.deepEqual(value, {
      userKeys: ['A'],
      records: [{ innerName: 'x' }, { innerName: 'y', key: 'Z' }],
      grantPeriod: { innerName: null },
      either: { other: 'o' },
      anything: { Kept: { Also: 1 } },
    })
    assert.equal(ignored, undefined)
    assert.deepEqual(fold({ either: [{ KEY: 'a' }] }).value, { either: [{ key: 'a' }] })
  })

  test('that are unknown are left out and told once, with where they stood', () => {
    const { value, ignored } = fold({
      givenName: 'secret',
      records: [{ key: 'a', x: 1 }, { x: 2 }],
      grantPeriod: { 'a, b': 1, ключ: 2, '\ud800': 3, '': 4 },
    })
    assert.deepEqual(value, { records: [{ key: 'a' }, {}], grantPeriod: {} })
    assert.equal(
      ignored,
      'givenName, records[].x, grantPeriod.a%2C%20b, grantPeriod.%D0%BA%D0%BB%D1%8E%D1%87, grantPeriod.%EF%BF%BD, grantPeriod.(empty)',
    )
  })

  test('that are unknown stay where they are refused', () => {
    const body = { asetKeys: ['a'], USERKEYS: ['b'], records: [{ x: 1 }] }
    assert.deepEqual(fold(body, false), {
      value: { asetKeys: ['a'], userKeys: ['b'], records: [{ x: 1 }] },
      ignored: undefined,
    })
  })

  test('in two spellings are refused, with both of them', () => {
    const twice: [value: object, detail: RegExp][] = [
      [{ userKeys: [], UserKeys: [] }, /^userKeys and UserKeys are the same field/],
      [{ UserKeys: [], userKeys: [] }, /^UserKeys and userKeys/],
      [{ records: [{}, { KEY: 1, Key: 2 }] }, /^records\[\]\.KEY and records\[\]\.Key/],
      [{ GRANTPERIOD: { key: 1, kEY: 2 } }, /^grantPeriod\.key and grantPeriod\.kEY/],
    ]
    for (const [value, detail] of twice) {
      for (const leavesOut of [true, false]) {
        assert.throws(
          () => fold(structuredClone(value), leavesOut),
          (error) => {
            assert.ok(error instanceof Problem)
            assert.equal(error.problem, 'invalid_body')
            return detail.test(error.message)
          },
        )
      }
    }
  })

  test('are alike by A to Z only', () => {
    // The Kelvin sign, a dotted capital I, the long s
    for (const name of ['\u212aey', 'r\u0130cords', 'record\u017f', 'ｋey']) {
      assert.equal(asciiLowerCase(name).length, name.length)
      assert.deepEqual(fold({ grantPeriod: { [name]: 1 }, [name]: 1 }).value, { grantPeriod: {} })
    }
    assert.throws(() => nameShapeOf({ properties: { userKey: {}, UserKey: {} } }), /userKey and UserKey/)
    assert.ok(nameShapeOf({ properties: { key: {}, '\u212aey': {} } }))
  })

  test('of what is no object with declared names are not looked at', () => {
    for (const value of [null, undefined, 1, 'x', true, [], [[{ KEY: 1 }]], [{ KEY: 1 }]]) {
      assert.deepEqual(fold(structuredClone(value)).value, value)
    }
    const odd = { userKeys: { KEY: 1 }, records: { KEY: 1 }, grantPeriod: 'x', either: [[{ KEY: 1 }]] }
    assert.deepEqual(fold(structuredClone(odd)).value, odd)
  })

  test('of prototypes are names as all others', () => {
    const body = JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1},"toString":1,"records":[]}')
    const { value, ignored } = fold(body)
    assert.deepEqual(value, { records: [] })
    assert.equal(ignored, '__proto__, constructor, toString')
    assert.equal(Object.getPrototypeOf(value), Object.prototype)
    assert.equal(({} as { admin?: boolean }).admin, undefined)
  })

  test('in any number and depth cost little, and fit in the header', async () => {
    let deep: object = {}
    for (let i = 0; i < 100_000; i++) deep = { either: deep }
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`unknown${i}`, i]))
    const milliseconds = await threadTime(() => {
      fold({ either: deep, deep, records: Array.from({ length: 100_000 }, () => ({ Key: 1, x: 1 })) })
      const { value, ignored = '' } = fold({ ...wide, ['😀'.repeat(100_000)]: 1 })
      assert.deepEqual(value, {})
      assert.ok(ignored.startsWith('unknown0, unknown1, ') && ignored.length <= 1_000 && ignored.length > 900)
    })
    assert.ok(milliseconds < 5_000, `${milliseconds} ms`)
    const long = fold({ ['😀'.repeat(100_000)]: 1, ['я'.repeat(99)]: 1, ['x'.repeat(500)]: 1 }).ignored ?? ''
    assert.match(long, /^(%F0%9F%98%80){50}$/)
    assert.equal(fold({ ['€'.repeat(100_000)]: 1 }).ignored?.length, 900)
  })

  test('of any JSON value fold to what the schema takes, or to a refusal', () => {
    const name = fc.oneof(
      fc.constantFrom('userKeys', 'RECORDS', 'grantperiod', 'either', 'KEY', 'innerName'),
      fc.string(),
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, 1, 'x'),
        fc.array(tie('tree')),
        fc.dictionary(name, tie('tree'), { noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(tree, (value) => {
        const before = structuredClone(value)
        try {
          const folded = fold(value)
          assert.deepEqual(fold(structuredClone(folded.value)), { value: folded.value, ignored: undefined })
          assert.match(folded.ignored ?? '', /^[\x21-\x7e ]{0,1000}$/)
        } catch (error) {
          assert.ok(error instanceof Problem, `${JSON.stringify(before)} ${error}`)
        }
      }),
      { numRuns: 300 },
    )
  })
})

test('Empty parameters count as absent, also among repeated ones', () => {
  const query = { a: '', b: ['', ''], c: ['', 'x'], d: ['x', '', 'y'], e: 'x', f: ' ', g: ',' }
  dropEmptyParameters(query)
  assert.deepEqual(query, { c: 'x', d: ['x', 'y'], e: 'x', f: ' ', g: ',' })
})
