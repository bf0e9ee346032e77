import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until it holds, and returns how long that took. Throws after the time given. */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds: number): Promise<number> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > milliseconds) throw new Error(`not within ${milliseconds} ms`)
    await sleep(10)
  }
  return performance.now() - began
}
