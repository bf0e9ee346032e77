import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem } from '../src/api/problem.ts'
import { problemName } from '../src/api/problem-name.ts'

const problem = (errorCode?: string) => new ApiProblem({ status: 403, errorCode, title: 'Refused', detail: 'Why' })

test('a problem has the name that the server gives its code', () => {
  assert.equal(problemName(problem('PTC-AUT-40305')), 'sign_in_not_recent')
})

test('what has no known code has no name', () => {
  for (const error of [problem(), problem('PTC-XXX-99999'), new Error('PTC-AUT-40305'), undefined]) {
    assert.equal(problemName(error), undefined)
  }
})
