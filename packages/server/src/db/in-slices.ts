import { setImmediate } from 'node:timers/promises'

/**
 * Carries out something long in slices, until one says that there is no more. The event loop gets its turn after each.
 * @param signal ends it after the slice that is under way, by an error: what has not been stored yet is rolled back, and what
 *   is left is for the next time
 */
export async function inSlices(carryOut: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
  while (await carryOut()) {
    signal?.throwIfAborted()
    await setImmediate()
  }
}
