import { fieldEnd, nullField } from '../../../db/packed-rows.ts'
import { segmentSize, type UserSegment } from './user-segment.ts'

const endCode = fieldEnd.charCodeAt(0)
const nullCode = nullField.charCodeAt(0)

const addedAtOnce = 100

/** Names and e-mails of all users as bytes, while they are sorted: a byte of a text in a segment takes ten times as long. */
export class SortedTexts {
  readonly #bytes: Buffer
  readonly #view: DataView
  readonly #names: Uint32Array
  readonly #emails: Uint32Array

  private constructor(length: number, places: number) {
    // Four bytes may be read from any place.
    this.#bytes = Buffer.allocUnsafeSlow(length + 4)
    this.#bytes.fill(endCode, length)
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength)
    this.#names = new Uint32Array(places)
    this.#emails = new Uint32Array(places)
  }

  static async of(segments: readonly UserSegment[], pause: () => Promise<void>): Promise<SortedTexts> {
    const length = segments.reduce((sum, { text }) => sum + text.length, 0)
    const texts = new SortedTexts(length, segments.length * segmentSize)
    let at = 0
    for (const [index, segment] of segments.entries()) {
      texts.#add(segment, at, index * segmentSize)
      at += segment.text.length
      if (index % addedAtOnce === addedAtOnce - 1) await pause()
    }
    return texts
  }

  #add({ text, starts }: UserSegment, at: number, first: number): void {
    this.#bytes.write(text, at, 'latin1')
    for (let place = 0; place < segmentSize; place++) {
      const name = at + (starts[place] as number)
      this.#names[first + place] = name
      this.#emails[first + place] = this.#endOf(name) + 1
    }
  }

  /** Four bytes of a name as a number, the last one at most 1 where it has ended: see `sortSlots` */
  readonly wordOfName = (slot: number, position: number): number =>
    this.#wordAt((this.#names[slot] as number) + position)

  readonly wordOfEmail = (slot: number, position: number): number =>
    this.#wordAt((this.#emails[slot] as number) + position)

  #wordAt(at: number): number {
    const word = this.#view.getUint32(at)
    // Whether none of the four bytes is 0xfe or 0xff: one more for 0xff, and no byte would have its upper seven bits set.
    const missing = ~(word | 0x01010101)
    const isInside = ((missing - 0x01010101) & ~missing & 0x80808080) === 0
    return isInside ? word + 0x02020202 : this.#endedWordAt(at)
  }

  #endedWordAt(at: number): number {
    let word = 0
    for (let left = 3, from = at; left >= 0; left--, from++) {
      const code = this.#bytes[from] as number
      if (code === endCode) return (word * 256 + 1) * 256 ** left
      if (code === nullCode) return word * 256 * 256 ** left
      word = word * 256 + code + 2
    }
    return word
  }

  #endOf(from: number): number {
    let at = from
    while (at < this.#bytes.length && this.#bytes[at] !== endCode) at++
    return at
  }
}
