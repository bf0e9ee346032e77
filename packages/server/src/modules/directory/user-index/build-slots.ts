/** Carries out so many pieces of work at the same time; others wait, in their order. */
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
