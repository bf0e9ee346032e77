import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { BuildProgress } from './build-progress.ts'

test('what is left of a build is told from what is read, and is never nothing', (t) => {
  let now = 1_000
  const clock = mock.method(performance, 'now', () => now)
  t.after(() => clock.mock.restore())
  const progress = new BuildProgress(1_000)
  assert.equal(progress.left(), undefined, 'nothing is known yet')
  now += 3_000
  progress.add(500)
  // Half of three quarters in 3 s: 8 s in all
  assert.equal(progress.left(), 5_000)
  now += 3_000
  progress.add(500)
  assert.equal(progress.left(), 2_000)
  progress.add(4_000)
  now += 60_000
  assert.ok((progress.left() ?? 0) > 0)
})
