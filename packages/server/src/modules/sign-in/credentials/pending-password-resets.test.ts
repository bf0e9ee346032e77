import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { silentLog } from '@portico/testing/logs.ts'
import { createPendingPasswordResets } from './pending-password-resets.ts'

test('password resets that a slow database holds up count as waiting, too', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    const pending = createPendingPasswordResets({ log: silentLog })
    const { promise, resolve } = Promise.withResolvers<void>()
    for (let count = 0; count < 2_000; count++) pending.add(() => promise)
    mock.timers.tick(4_000)
    assert.throws(() => pending.add(async () => {}), { problem: 'sign_in_busy' })
    resolve()
    await pending.settled()
    pending.add(async () => {})
  } finally {
    mock.timers.reset()
  }
})
