import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ignoreRepeatedClicks } from '../src/components/bulk/ignore-repeated-clicks.ts'

const clickAt = (x: number, time: number, detail = 1, type = 'click'): MouseEvent =>
  Object.defineProperties(new Event(type, { cancelable: true }), {
    clientX: { value: x },
    clientY: { value: 10 },
    detail: { value: detail },
    timeStamp: { value: time },
  }) as MouseEvent

/** Which of these events, after a click at 100 and at the time 0, do something */
function taken(...events: MouseEvent[]): boolean[] {
  const page = new EventTarget()
  let count = 0
  ignoreRepeatedClicks(clickAt(100, 0), page)
  for (const type of ['pointerdown', 'mousedown', 'click']) page.addEventListener(type, () => count++)
  return events.map((event) => {
    const before = count
    page.dispatchEvent(event)
    return count > before
  })
}

test('clicks that follow at once at the same place do nothing, however many', () => {
  const burst = Array.from({ length: 20 }, (_, at) => clickAt(100 + at, (at + 1) * 250))
  assert.ok(taken(...burst).every((isTaken) => !isTaken))
  assert.deepEqual(taken(clickAt(100, 100, 0, 'pointerdown'), clickAt(100, 110, 1, 'mousedown')), [false, false])
})

test('a click elsewhere, one after a rest, and keys do what they always do', () => {
  assert.deepEqual(taken(clickAt(200, 100), clickAt(100, 200)), [true, true])
  assert.deepEqual(taken(clickAt(100, 900), clickAt(100, 2_000), clickAt(100, 2_001)), [false, true, true])
  assert.deepEqual(taken(clickAt(0, 100, 0), clickAt(100, 200)), [true, false])
  const page = new EventTarget()
  let count = 0
  ignoreRepeatedClicks(clickAt(100, 0, 0), page)
  page.addEventListener('click', () => count++)
  page.dispatchEvent(clickAt(100, 10))
  assert.equal(count, 1)
})
