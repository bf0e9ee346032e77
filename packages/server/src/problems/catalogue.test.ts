import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiClientsProblems } from './api-clients-problems.ts'
import { applicationsProblems } from './applications-problems.ts'
import { catalogue } from './catalogue.ts'
import { directoryProblems } from './directory-problems.ts'
import { foundationProblems } from './foundation-problems.ts'
import { httpProblems } from './http-problems.ts'
import { membersProblems } from './members-problems.ts'
import { relyingPartiesProblems } from './relying-parties-problems.ts'
import { setUpProblems } from './set-up-problems.ts'
import { signInProblems } from './sign-in-problems.ts'

const lists = [
  httpProblems,
  foundationProblems,
  applicationsProblems,
  membersProblems,
  apiClientsProblems,
  directoryProblems,
  relyingPartiesProblems,
  signInProblems,
  setUpProblems,
]

test('no name and no code is used twice', () => {
  const names = lists.flatMap((list) => Object.keys(list))
  assert.deepEqual(names.toSorted(), Object.keys(catalogue).toSorted())
  const codes = Object.values(catalogue).map(({ code }) => code)
  assert.deepEqual(
    codes.filter((code, index) => codes.indexOf(code) !== index),
    [],
  )
})

test('each code has the form PTC-<area>-<status><number>', () => {
  for (const { code, status } of Object.values(catalogue))
    assert.match(code, new RegExp(`^PTC-[A-Z]{3}-${status}\\d\\d$`))
})

test('no help leads to a file of the repository, which the package has not', () => {
  for (const { help } of Object.values(catalogue)) assert.doesNotMatch(help, /\bdocs\/[\w-]+\.md/)
})
