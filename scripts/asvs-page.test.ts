import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asvsFaults, asvsPage, asvsPath } from './asvs-page.ts'
import { asvsLevels } from './asvs-requirements.ts'

const root = join(import.meta.dirname, '..')
const text = readFileSync(join(root, asvsPath), 'utf8')

test('ASVS 5.0.0 has 70 requirements of level 1 and 183 of level 2', () => {
  const levels = [...asvsLevels.values()]
  assert.deepEqual(
    [1, 2].map((level) => levels.filter((one) => one === level).length),
    [70, 183],
  )
})

test('docs/asvs.md has each of them once, with a status and evidence that is there', () => {
  assert.deepEqual(asvsFaults(root, text), [])
})

test('what is wrong with its tables is found', () => {
  const [first = ''] = /^\| V1\.1\.1 .*$/m.exec(text) ?? []
  const others = asvsFaults(root, text)
  const faultsWith = (row: string): string[] =>
    asvsFaults(root, text.replace(first, row)).filter((fault) => !others.includes(fault))
  assert.deepEqual(faultsWith(''), ['V1.1.1 is there 0 times, not once'])
  assert.deepEqual(faultsWith(`${first}\n${first}`), ['V1.1.1 is there 2 times, not once'])
  assert.deepEqual(faultsWith(`${first}\n| V1.2.10 | x | not applicable | x |`), [
    'V1.2.10 is no requirement of level 1 or 2',
  ])
  const own = 'scripts/asvs-page.test.ts'
  const absent = 'nothing '.repeat(3)
  for (const [cells, fault] of [
    ['x | good | `a.md`', 'there is no status good'],
    ['x | met | it is', 'names no test, code or document'],
    ['x | not met | `a.md`', 'says “Needed:” where something is open, and only there'],
    ['x | met | `a.md`. Needed: more', 'says “Needed:” where something is open, and only there'],
    ['x | met | `scripts/nothing.test.ts`', 'there is no scripts/nothing.test.ts'],
    [`x | met | \`${own}\` “${absent}”`, `no such test: ${absent}`],
  ] as const)
    assert.deepEqual(faultsWith(`| V1.1.1 | ${cells} |`), [`V1.1.1: ${fault}`])
})

test('the head counts the rows, and lists what is open', () => {
  const page = asvsPage(
    text.replace(/^\| V1\.1\.1 .*$/m, '| V1.1.1 | one thing | not met | Nothing. Needed: all of it |'),
  )
  assert.match(page, /^- \*\*V1\.1\.1\*\*, one thing\. Needed: all of it$/m)
  assert.equal(asvsPage(page), page)
  assert.notEqual(page, text)
})
