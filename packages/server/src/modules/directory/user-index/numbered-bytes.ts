import type { NumberedNames } from './numbered-names.ts'

/**
 * Numbers names that come as bytes, without making a text of each: of most of them there are few, which come again and
 * again. It is made for one build.
 */
export class NumberedBytes {
  readonly #names: NumberedNames
  /** By the hash of a name: its number and one more */
  #slots = new Uint32Array(1_024)
  #taken = 0
  /** The bytes of each name, by its number */
  readonly #known: Buffer[] = []

  constructor(names: NumberedNames) {
    this.#names = names
  }

  /** The name has a character for each byte. */
  numberOf(bytes: Buffer, from: number, to: number): number {
    const mask = this.#slots.length - 1
    let at = hashOf(bytes, from, to) & mask
    for (; this.#slots[at] !== 0; at = (at + 1) & mask) {
      const number = (this.#slots[at] as number) - 1
      if (isSame(this.#known[number] as Buffer, bytes, from, to)) return number
    }
    const known = Buffer.from(bytes.subarray(from, to))
    const number = this.#names.numberOf(known.toString('latin1'))
    this.#known[number] = known
    this.#slots[at] = number + 1
    if (++this.#taken * 2 > this.#slots.length) this.#grow()
    return number
  }

  #grow(): void {
    const former = this.#slots
    this.#slots = new Uint32Array(former.length * 4)
    const mask = this.#slots.length - 1
    for (const slot of former) {
      if (slot === 0) continue
      const known = this.#known[slot - 1] as Buffer
      let at = hashOf(known, 0, known.length) & mask
      while (this.#slots[at] !== 0) at = (at + 1) & mask
      this.#slots[at] = slot
    }
  }
}

/** FNV-1a, with what is in the upper bits brought down */
function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  return hash ^ (hash >>> 15)
}

function isSame(known: Buffer, bytes: Buffer, from: number, to: number): boolean {
  if (known.length !== to - from) return false
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[from + at]) return false
  return true
}
