import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordingLog } from '@portico/testing/logs.ts'
import { logIndexFaults } from './log-index-faults.ts'

test('what is wrong with indexes of users is logged once while it goes on', () => {
  const lines: Record<string, unknown>[] = []
  const onFault = logIndexFaults(recordingLog(lines))
  const failure = Object.assign(new Error('not a directory'), { code: 'ENOTDIR' })
  onFault(failure)
  onFault(failure, { isBuiltAnyway: true })
  onFault(failure, { isBuiltAnyway: false })
  onFault(failure, { isBuiltAnyway: true })
  onFault(Object.assign(new Error('the server is stopping'), { code: '57P01' }))
  assert.deepEqual(
    lines.map(({ level }) => level),
    [50, 40],
  )
})
