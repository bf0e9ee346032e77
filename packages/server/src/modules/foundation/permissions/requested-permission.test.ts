import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { requestedPermission } from './requested-permission.ts'

test('A hundred claim names that are long once they are folded are read in a few milliseconds', async () => {
  const milliseconds = await threadTime(() => {
    for (let n = 0; n < 100; n++) assert.equal(requestedPermission({ claimName: '\uFDFA'.repeat(256) }), undefined)
  })
  assert.ok(milliseconds < 100, `${milliseconds} ms`)
})
