import { fieldEnd, nullField } from '../../../db/packed-rows.ts'
import { never } from './user-facts.ts'
import type { UserSegment } from './user-segment.ts'

// Texts compare byte by byte, as both engines compare them.

const endCode = fieldEnd.charCodeAt(0)
const nullCode = nullField.charCodeAt(0)

/** Where the name or the e-mail of a user begins */
const startOf = ({ text, starts }: UserSegment, place: number, field: 0 | 1): number =>
  field === 0 ? (starts[place] as number) : text.indexOf(fieldEnd, starts[place]) + 1

/** Byte by byte. Nothing comes before everything, and the end of a text before what goes on. */
export function compareUserTexts(a: UserSegment, placeA: number, b: UserSegment, placeB: number, field: 0 | 1): number {
  let atA = startOf(a, placeA, field)
  let atB = startOf(b, placeB, field)
  for (;;) {
    const [one, other] = [byteAt(a.text, atA++), byteAt(b.text, atB++)]
    if (one !== other) return one - other
    if (one <= 1) return 0
  }
}

/** 0 for no text, 1 for its end, otherwise the byte and one more */
function byteAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === endCode) return 1
  return code === nullCode ? 0 : code + 2
}

/** A time as `sortSlots` takes it: 24 bits of it, and what says that more follow */
export function wordOfTime(time: number, position: number): number {
  if (time === never) return 0
  // Positive for every year of four digits.
  const all = time + 2 ** 46
  if (position === 0) return Math.floor(all / 2 ** 25) * 256 + 2
  return position === 4 ? Math.floor((all % 2 ** 25) / 2) * 256 + 2 : (all % 2) * 256
}
