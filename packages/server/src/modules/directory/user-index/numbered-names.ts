/** Numbers texts from 0, in the order in which they come. A number stays, also once nobody has the text any more. */
export class NumberedNames {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = []

  get size(): number {
    return this.#names.length
  }

  /** About how much memory they take */
  get bytes(): number {
    return this.#names.length * 120
  }

  numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    // A text of its own: a part of another one would keep all of that in memory.
    const own = Buffer.from(name, 'latin1').toString('latin1')
    const number = this.#names.push(own) - 1
    this.#numbers.set(own, number)
    return number
  }

  find(name: string): number | undefined {
    return this.#numbers.get(name)
  }

  /** 1 for each of these names, at one more than its number */
  marked(names: readonly string[]): Uint8Array {
    const marks = new Uint8Array(this.size + 1)
    for (const name of names) {
      const number = this.find(name)
      if (number !== undefined) marks[number + 1] = 1
    }
    return marks
  }

  nameOf(number: number): string {
    return this.#names[number] ?? ''
  }

  names(): readonly string[] {
    return this.#names
  }
}
