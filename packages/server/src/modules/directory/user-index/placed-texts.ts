import { fieldEnd, nullField } from '../../../db/packed-rows.ts'
import type { WordAt } from './sort-slots.ts'
import { segmentSize, type UserSegment } from './user-segment.ts'

const endCode = fieldEnd.charCodeAt(0)
const nullCode = nullField.charCodeAt(0)

const addedAtOnce = 100

/** Texts as bytes, and where that of each slot begins: plain data, which threads share */
export interface PlacedTexts {
  bytes: SharedArrayBuffer
  places: Uint32Array<SharedArrayBuffer>
}

/** So many slots from 0, by their texts */
export type SortTexts = (texts: PlacedTexts, count: number) => Promise<Uint32Array<ArrayBuffer>>

/**
 * Names and e-mails of all users as bytes, while they are sorted: a byte of a text in a segment takes ten times as long.
 * `pause` lets others work, now and then.
 */
export async function placedTexts(
  segments: readonly UserSegment[],
  pause: () => Promise<void>,
): Promise<{ names: PlacedTexts; emails: PlacedTexts }> {
  const length = segments.reduce((sum, { text }) => sum + text.length, 0)
  // Four bytes may be read from any place.
  const shared = new SharedArrayBuffer(length + 4)
  const bytes = Buffer.from(shared)
  bytes.fill(endCode, length)
  const [names, emails] = [newPlaces(segments.length), newPlaces(segments.length)]
  let at = 0
  for (const [index, { text, starts }] of segments.entries()) {
    bytes.write(text, at, 'latin1')
    for (let place = 0, slot = index * segmentSize; place < segmentSize; place++, slot++) {
      const name = at + (starts[place] as number)
      names[slot] = name
      emails[slot] = endOf(bytes, name) + 1
    }
    at += text.length
    if (index % addedAtOnce === addedAtOnce - 1) await pause()
  }
  return { names: { bytes: shared, places: names }, emails: { bytes: shared, places: emails } }
}

/** What `sortSlots` asks of these texts */
export function wordsOfTexts({ bytes: shared, places }: PlacedTexts): WordAt {
  const bytes = new Uint8Array(shared)
  const view = new DataView(shared)
  return (slot, position) => {
    const at = (places[slot] as number) + position
    const word = view.getUint32(at)
    // Whether none of the four bytes is 0xfe or 0xff: one more for 0xff, and no byte would have its upper seven bits set.
    const missing = ~(word | 0x01010101)
    const isInside = ((missing - 0x01010101) & ~missing & 0x80808080) === 0
    return isInside ? word + 0x02020202 : endedWordAt(bytes, at)
  }
}

function endedWordAt(bytes: Uint8Array, at: number): number {
  let word = 0
  for (let left = 3, from = at; left >= 0; left--, from++) {
    const code = bytes[from] as number
    if (code === endCode) return (word * 256 + 1) * 256 ** left
    if (code === nullCode) return word * 256 * 256 ** left
    word = word * 256 + code + 2
  }
  return word
}

function endOf(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== endCode) at++
  return at
}

const newPlaces = (segments: number): Uint32Array<SharedArrayBuffer> =>
  new Uint32Array(new SharedArrayBuffer(segments * segmentSize * Uint32Array.BYTES_PER_ELEMENT))
