/** The users in one order: a list of slots, which is changed by copying what lies between the changes. */
export class UserOrder {
  #slots: Uint32Array<ArrayBuffer>
  #length: number
  readonly #compare: (a: number, b: number) => number

  /** @param slots in the order that `compare` gives */
  constructor(slots: Uint32Array<ArrayBuffer>, compare: (a: number, b: number) => number) {
    this.#slots = slots
    this.#length = slots.length
    this.#compare = compare
  }

  /** The same order, of these slots */
  with(slots: Uint32Array<ArrayBuffer>): UserOrder {
    return new UserOrder(slots, this.#compare)
  }

  /** Its slots, which do not change with it */
  copy(): Uint32Array {
    return this.#slots.slice(0, this.#length)
  }

  get length(): number {
    return this.#length
  }

  get bytes(): number {
    return this.#slots.byteLength
  }

  at(position: number): number {
    return this.#slots[position] as number
  }

  /** How many come before those for which `isBefore` is false. It is true for the first ones only. */
  countWhile(isBefore: (slot: number) => boolean): number {
    let from = 0
    let to = this.#length
    while (from < to) {
      const middle = (from + to) >>> 1
      if (isBefore(this.#slots[middle] as number)) from = middle + 1
      else to = middle
    }
    return from
  }

  /** Clears the bits of those at which `compare` is not above 0: they come first. */
  clearUpTo(compare: (slot: number) => number, bits: Uint32Array): void {
    const end = this.countWhile((slot) => compare(slot) <= 0)
    for (const slot of this.#slots.subarray(0, end)) bits[slot >> 5] = (bits[slot >> 5] as number) & ~(1 << (slot & 31))
  }

  /** Takes out slots. They must still have the facts by which they were put in. */
  remove(slots: readonly number[]): void {
    const positions = slots
      .map((slot) => this.countWhile((other) => this.#compare(other, slot) < 0))
      .sort((a, b) => a - b)
    let to = positions[0] ?? 0
    for (const [index, position] of positions.entries()) {
      const next = positions[index + 1] ?? this.#length
      this.#slots.copyWithin(to, position + 1, next)
      to += next - position - 1
    }
    this.#length -= positions.length
  }

  /** Puts in slots, by the facts that they have now. */
  insert(slots: readonly number[]): void {
    const sorted = slots.toSorted(this.#compare)
    const positions = sorted.map((slot) => this.countWhile((other) => this.#compare(other, slot) < 0))
    const length = this.#length + sorted.length
    if (length > this.#slots.length) {
      const grown = new Uint32Array(length + (length >>> 5) + 16)
      grown.set(this.#slots.subarray(0, this.#length))
      this.#slots = grown
    }
    let end = this.#length
    for (let index = sorted.length - 1; index >= 0; index--) {
      const position = positions[index] as number
      this.#slots.copyWithin(position + index + 1, position, end)
      this.#slots[position + index] = sorted[index] as number
      end = position
    }
    this.#length = length
  }

  /**
   * The slots of a page of those whose bits are set.
   * @param total how many bits are set
   */
  page(bits: Uint32Array | undefined, total: number, { offset, limit, descending }: SlotPage): number[] {
    const count = Math.min(limit, total - offset)
    if (count <= 0) return []
    // A list backwards is the list forwards, counted from its end. The nearer end is where to begin.
    const isNearStart = offset + count <= total - offset
    const skip = isNearStart ? offset : total - offset - count
    const forwards = descending !== isNearStart
    const found = bits ? this.#walk(bits, { skip, count, forwards }) : this.#cut(skip, count, forwards)
    return isNearStart ? found : found.reverse()
  }

  #cut(skip: number, count: number, forwards: boolean): number[] {
    if (forwards) return [...this.#slots.subarray(skip, skip + count)]
    return [...this.#slots.subarray(this.#length - skip - count, this.#length - skip)].reverse()
  }

  #walk(bits: Uint32Array, { skip, count, forwards }: { skip: number; count: number; forwards: boolean }): number[] {
    const slots = this.#slots
    const step = forwards ? 1 : -1
    let at = forwards ? 0 : this.#length - 1
    for (let left = skip; left > 0; at += step) {
      const slot = slots[at] as number
      left -= ((bits[slot >> 5] as number) >>> (slot & 31)) & 1
    }
    const found: number[] = []
    for (; found.length < count; at += step) {
      const slot = slots[at] as number
      if (((bits[slot >> 5] as number) >>> (slot & 31)) & 1) found.push(slot)
    }
    return found
  }
}

export interface SlotPage {
  offset: number
  limit: number
  descending: boolean
}
