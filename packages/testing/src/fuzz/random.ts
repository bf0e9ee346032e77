/** Choices that are the same for the same seed. */
export interface Random {
  /** From 0 up to, but not including, `end` */
  integer(end: number): number
  /** With this probability, from 0 to 1 */
  chance(probability: number): boolean
  /** One of the values; there must be one. */
  pick<T>(values: readonly T[]): T
}

/** The Mulberry32 generator: quick, and good enough to choose requests. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (end: number): number => Math.floor(next() * end)
  return {
    integer,
    chance: (probability) => next() < probability,
    pick: <T>(values: readonly T[]): T => values[integer(values.length)] as T,
  }
}
