import type { NumberedNames } from './numbered-names.ts'
import type { PackedKeys } from './packed-keys.ts'

/**
 * Numbers keys that come packed, without making a text of each: of most of them there are few, which come again and again.
 * It is made for one build, and for keys of one engine.
 */
export class NumberedKeys {
  readonly #names: NumberedNames
  readonly #prefix: string
  /** By the hash of a key: its place among the known ones, and one more */
  #slots = new Uint32Array(1_024)
  #known = new Uint32Array(1_024)
  /** The number of each known key */
  readonly #numbers: number[] = []

  /** @param prefix what the names begin with, before the text of the key */
  constructor(names: NumberedNames, prefix: string) {
    this.#names = names
    this.#prefix = prefix
  }

  numberOf(keys: PackedKeys, at: number): number {
    const { words, wordsOfKey: size } = keys
    const slot = this.#slotOf(words, at * size, size)
    const place = this.#slots[slot] as number
    return place === 0 ? this.#add(keys, at, slot) : (this.#numbers[place - 1] as number)
  }

  /** Where a key is, or where it would be */
  #slotOf(words: Uint32Array, from: number, size: number): number {
    const [slots, known] = [this.#slots, this.#known]
    const mask = slots.length - 1
    // The last words of keys are random.
    const [last, before] = [words[from + size - 1] as number, words[from + size - 2] as number]
    const hash = Math.imul(Math.imul(last, 0x9e3779b1) ^ before, 0x85ebca6b)
    let slot = (hash ^ (hash >>> 15)) & mask
    for (; ; slot = (slot + 1) & mask) {
      const place = slots[slot] as number
      if (place === 0) return slot
      let word = size - 1
      for (let one = (place - 1) * size; word >= 0; word--) if (known[one + word] !== words[from + word]) break
      if (word < 0) return slot
    }
  }

  #add(keys: PackedKeys, at: number, slot: number): number {
    const { words, wordsOfKey: size } = keys
    const number = this.#names.numberOf(this.#prefix + keys.textOf(at))
    const count = this.#numbers.push(number)
    if (count * size > this.#known.length) this.#known = larger(this.#known)
    this.#known.set(words.subarray(at * size, (at + 1) * size), (count - 1) * size)
    this.#slots[slot] = count
    if (count * 2 > this.#slots.length) this.#grow(size)
    return number
  }

  #grow(size: number): void {
    this.#slots = new Uint32Array(this.#slots.length * 4)
    for (let place = 0; place < this.#numbers.length; place++)
      this.#slots[this.#slotOf(this.#known, place * size, size)] = place + 1
  }
}

function larger(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const twice = new Uint32Array(array.length * 2)
  twice.set(array)
  return twice
}
