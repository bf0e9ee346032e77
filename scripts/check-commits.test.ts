import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkCommits, readCommits } from './check-commits.ts'

const temporary = mkdtempSync(join(tmpdir(), 'portico-commits-'))
after(() => rmSync(temporary, { recursive: true }))

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

function repository(name: string, ...subjects: string[]): string {
  const folder = join(temporary, name)
  execFileSync('git', ['init', '-q', folder])
  for (const subject of subjects) git(folder, 'commit', '-q', '--allow-empty', '-m', subject)
  return folder
}

const commit = (subject: string, parents = ['0']) => ({ hash: '0123456789abcdef', parents, subject })

test('the commits of the project keep to the rules', () => {
  const commits = readCommits(join(import.meta.dirname, '..'))
  assert.deepEqual(typeof commits === 'string' ? [] : checkCommits(commits), [])
})

test('a subject has at most 72 characters', () => {
  assert.deepEqual(checkCommits([commit('x'.repeat(72)), commit('é'.repeat(72)), commit('😀'.repeat(72))]), [])
  assert.deepEqual(checkCommits([commit('x'.repeat(73))]), [
    `01234567: the subject has 73 characters, of at most 72: ${'x'.repeat(73)}`,
  ])
})

test('a merge commit is refused', () => {
  assert.deepEqual(checkCommits([commit('Merge main', ['1', '2'])]), [
    '01234567: is a merge commit: rebase instead: Merge main',
  ])
})

test('the commits since the base are read, without the base', () => {
  const folder = repository('whole', 'First', 'Second', 'Third')
  const commits = readCommits(folder, git(folder, 'rev-parse', 'HEAD~2'))
  assert.ok(Array.isArray(commits))
  assert.deepEqual(
    commits.map(({ subject, parents }) => [subject, parents.length]),
    [
      ['Third', 1],
      ['Second', 1],
    ],
  )
})

test('a shallow clone that lacks the base has its own commits checked', () => {
  const folder = repository('origin', 'First', 'Second', 'Third')
  const base = git(folder, 'rev-parse', 'HEAD~2')
  const shallow = join(temporary, 'shallow')
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${folder}`, shallow])
  const commits = readCommits(shallow, base)
  assert.ok(Array.isArray(commits))
  assert.deepEqual(
    commits.map(({ subject }) => subject),
    ['Third'],
  )
})

test('outside of a git checkout, and in a history without the base, it says that nothing is checked', () => {
  const folder = mkdtempSync(join(temporary, 'no-git-'))
  assert.equal(readCommits(folder), 'there is no git checkout here: commit subjects are not checked')
  assert.match(String(readCommits(repository('other', 'First'))), /is not in this history: commit subjects are not/)
})
