import { createHash } from 'node:crypto'

/** What some work takes on the machine for which the bounds of the tests are set, in milliseconds */
const usualMilliseconds = 0.45
const runs = 10

const rows = Array.from({ length: 200 }, (_, n) => ({ key: `key ${n}`, name: `Name ${n}`, values: [n, n + 1] }))

function someWork(): number {
  const begun = performance.now()
  for (let n = 0; n < 4; n++) {
    const text = JSON.stringify(JSON.parse(JSON.stringify(rows)))
    createHash('sha256').update(text).digest()
  }
  return performance.now() - begun
}

/**
 * How many times longer than usual this machine takes for the same work now; 1 where it takes less. So bounds in milliseconds
 * hold on slower machines, too, and where other tests share caches and cores. It is the shortest of some short runs, one that
 * nothing has interrupted: the system counts a thread's time in steps of milliseconds.
 */
export const processorPace = (): number =>
  Math.max(1, Math.min(...Array.from({ length: runs }, someWork)) / usualMilliseconds)
