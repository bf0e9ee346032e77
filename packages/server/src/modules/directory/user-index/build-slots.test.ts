import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createBuildSlots } from './build-slots.ts'

test('so many are built at the same time, in their order, also where some fail', async () => {
  const inSlot = createBuildSlots(2)
  const begun: number[] = []
  let [running, most] = [0, 0]
  const work = (number: number) => async () => {
    begun.push(number)
    most = Math.max(most, ++running)
    await setImmediate()
    running--
    if (number % 2 === 0) throw new Error('not built')
  }
  await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map((number) => inSlot(work(number))))
  await inSlot(work(7))
  assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6, 7])
  assert.deepEqual([most, running], [2, 0])
})
