import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { createClaimValues } from './claim-values.ts'
import { mappedGroups } from './mapped-groups.ts'

const mapping = (groupKey: string, name: string, value: string, valueDelimiter: string | null = null) => ({
  groupKey,
  name,
  value,
  valueDelimiter,
})
const match = (one: ReturnType<typeof mapping>, claims: Record<string, unknown>): boolean =>
  mappedGroups([one], createClaimValues(claims)).includes(one.groupKey)

describe('The claims that make somebody a member', () => {
  test('are texts, numbers and truth values, alone or in a list', () => {
    const groups = mapping('g', 'groups', 'Engineers')
    assert.ok(match(groups, { groups: 'Engineers' }))
    assert.ok(match(groups, { groups: ['Sales', 'Engineers'] }))
    assert.ok(match(mapping('g', 'level', '7'), { level: 7 }))
    assert.ok(match(mapping('g', 'staff', 'true'), { staff: [true] }))
    for (const value of [undefined, null, '', {}, { Engineers: true }, [['Engineers']], [{ name: 'Engineers' }]]) {
      assert.ok(!match(groups, { groups: value }), JSON.stringify(value))
    }
  })

  test('match as a whole, in the same case', () => {
    const groups = mapping('g', 'groups', 'Engineers')
    for (const value of ['engineers', 'Engineers ', 'Engineers,Sales', 'Engineer'])
      assert.ok(!match(groups, { groups: value }))
    assert.ok(!match(groups, { Groups: 'Engineers' }))
  })

  test('are cut by the delimiter, also each one in a list', () => {
    const groups = mapping('g', 'groups', 'Sales', ';')
    for (const value of ['Sales', 'a; Sales ;b', ['a;b', 'c;Sales']]) assert.ok(match(groups, { groups: value }))
    assert.ok(!match(groups, { groups: 'a,Sales' }))
  })

  test('are found within others by dots, unless a claim has the whole name', () => {
    assert.ok(match(mapping('g', 'realm_access.roles', 'a'), { realm_access: { roles: ['a'] } }))
    assert.ok(match(mapping('g', 'https://acme.com/roles', 'a'), { 'https://acme.com/roles': 'a' }))
    assert.ok(!match(mapping('g', 'a.b', 'x'), { 'a.b': 'y', a: { b: 'x' } }))
  })

  test('are never what an object brings along by itself', () => {
    for (const [name, value] of [
      ['constructor.name', 'Object'],
      ['toString.name', 'toString'],
      ['groups.length', '1'],
      ['groups.0', 'a'],
    ]) {
      assert.ok(!match(mapping('g', name ?? '', value ?? ''), { groups: ['a'] }), name)
    }
  })

  test('are cut by a few delimiters if they are long, and by a hundred if not', async () => {
    const delimiters = Array.from({ length: 1_000 }, (_, index) => `;${index.toString(36)}`)
    const mappings = delimiters.map((delimiter, index) => mapping(String(index), 'groups', 'x', delimiter))
    const textOf = (delimiter: string): string => `y${delimiter}x`
    const found = (groups: string[]): string[] => mappedGroups(mappings, createClaimValues({ groups }))
    const long = Array.from({ length: 10_000 }, (_, index) => textOf(delimiters[index % 1_000] ?? ''))
    let matching: string[] = []
    const taken = await threadTime(() => {
      matching = found(long)
    })
    assert.deepEqual(matching, ['0', '1', '2', '3'])
    assert.ok(taken < 200, `${taken} ms`)
    assert.equal(found(delimiters.slice(0, 250).map(textOf)).length, 125)
    const parts = { groups: `${'y,'.repeat(20_000)}x` }
    assert.ok(!match(mapping('g', 'groups', 'x', ','), parts), 'of ten thousand parts')
  })
})
