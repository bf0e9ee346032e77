import { setImmediate } from 'node:timers/promises'

/** Cuts values, of which there may be more than a statement takes parameters, into slices. The event loop gets its turn after each. */
export async function* slicesOf<T>(values: readonly T[], size: number): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < values.length; start += size) {
    if (start > 0) await setImmediate()
    yield values.slice(start, start + size)
  }
}
