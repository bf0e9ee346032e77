import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks again and again until it holds, and returns how long that took. Throws where it does not hold after the time given: what
 * is asked last is begun after it, however long each answer takes.
 */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds: number): Promise<number> {
  const began = performance.now()
  for (;;) {
    const asked = performance.now()
    if (await holds()) return performance.now() - began
    if (asked - began > milliseconds) throw new Error(`not within ${milliseconds} ms`)
    await sleep(10)
  }
}
