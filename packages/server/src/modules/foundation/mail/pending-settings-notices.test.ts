import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { recordingLog } from '@portico/testing/logs.ts'
import { createPendingSettingsNotices } from './pending-settings-notices.ts'

test('no organization waits for the slow server of another, and each one’s notices come in order', async () => {
  const notices = createPendingSettingsNotices({ log: recordingLog([]) })
  const told: string[] = []
  const slow = Promise.withResolvers<void>()
  notices.begin('one', () => slow.promise)
  notices.begin('one', async () => void told.push('one'))
  notices.begin('two', () => Promise.reject(new Error('the server is away')))
  const done = Promise.withResolvers<void>()
  notices.begin('two', async () => {
    told.push('two')
    done.resolve()
  })
  await done.promise
  assert.deepEqual(told, ['two'])
  slow.resolve()
  await notices.settled()
  assert.deepEqual(told, ['two', 'one'])
})

test('a stop waits for a while and then aborts, however many changes wait for a server that does not answer', async () => {
  const notices = createPendingSettingsNotices({ log: recordingLog([]) })
  let begun = 0
  for (let n = 0; n < 1_000; n++)
    notices.begin('one', async (signal) => {
      if (signal.aborted) return
      begun++
      await once(signal, 'abort')
    })
  await notices.stop({ graceMilliseconds: 50 })
  assert.equal(begun, 1)
})
