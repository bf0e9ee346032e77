/** Runs work side by side, but only so much at the same time: the rest waits, in its order. */
export function createBuildSlots(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let taken = 0
  return async (work) => {
    if (taken < atOnce) taken++
    else await new Promise<void>((begin) => waiting.push(begin))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The next one has this place: nobody can take it in between.
      if (next) next()
      else taken--
    }
  }
}
