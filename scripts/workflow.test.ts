import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const workflow = readFileSync(join(import.meta.dirname, '../.github/workflows/ci.yml'), 'utf8')

test('the workflow of the hosted CI runs .ci/run', () => {
  assert.deepEqual(
    [...workflow.matchAll(/^ +- run: (.*)$/gm)].map(([, command]) => command),
    ['.ci/run'],
  )
})

test('its actions are pinned to commits, and its token may only read the code', () => {
  const actions = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action)
  assert.equal(actions.length, 2)
  for (const action of actions) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
  assert.match(workflow, /^permissions:\n {2}contents: read\n\n/m)
})
