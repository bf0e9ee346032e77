import { never } from './user-facts.ts'

const zero = 48
/** As `toTimestamp` writes it */
const usualLength = '2026-11-28T00:00:00.000Z'.length

const remembered = 4_096

/** Reads times from bytes, without making texts of them. When days began is remembered: most times are of few. */
export class PackedTimes {
  /** Year, month and day as one number */
  readonly #dates = new Int32Array(remembered)
  readonly #beginnings = new Float64Array(remembered)

  /** Milliseconds since 1970; `never` where there is null */
  read(bytes: Buffer, from: number, to: number): number {
    if (to - from === 1 && bytes[from] === 0xfe) return never
    if (to - from !== usualLength) return Date.parse(bytes.toString('latin1', from, to))
    const day = (numberIn(bytes, from, 4) * 12 + numberIn(bytes, from + 5, 2)) * 32 + numberIn(bytes, from + 8, 2)
    const at = day % remembered
    if (this.#dates[at] !== day) {
      this.#dates[at] = day
      this.#beginnings[at] = Date.parse(`${bytes.toString('latin1', from, from + 10)}T00:00:00.000Z`)
    }
    const minutes = numberIn(bytes, from + 11, 2) * 60 + numberIn(bytes, from + 14, 2)
    return (
      (this.#beginnings[at] as number) +
      minutes * 60_000 +
      numberIn(bytes, from + 17, 2) * 1_000 +
      numberIn(bytes, from + 20, 3)
    )
  }
}

function numberIn(bytes: Buffer, from: number, digits: number): number {
  let number = 0
  for (let at = from; at < from + digits; at++) number = number * 10 + (bytes[at] as number) - zero
  return number
}
