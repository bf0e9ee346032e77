/** How much of a build the reading is, beside the sorting that follows */
const readingPart = 0.75

/** How far an index is that is being built */
export class BuildProgress {
  readonly #users: number
  readonly #begun = performance.now()
  #read = 0

  /** @param users how many it is going to have, about */
  constructor(users: number) {
    this.#users = Math.max(1, users)
  }

  add(users: number): void {
    this.#read += users
  }

  /** About how long it will take yet, in milliseconds, as it went so far; undefined in the beginning */
  left(): number | undefined {
    if (this.#read === 0) return undefined
    const taken = performance.now() - this.#begun
    const part = Math.min(1, this.#read / this.#users) * readingPart
    // While it is sorted nothing is counted: a little is always left.
    return Math.max(taken / part - taken, 0.02 * taken)
  }
}
