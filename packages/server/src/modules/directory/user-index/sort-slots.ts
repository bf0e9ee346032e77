/** Below this many, comparing is quicker than another round. */
const few = 16
const sortedAtOnce = 32_768
const digits = 1 << 16

/** Four bytes of a slot's text at a position, as one number. The last one is at most 1 where the text has ended. */
export type WordAt = (slot: number, position: number) => number

/** The slots from 0, as they are numbered */
export function slotsInOrder(count: number): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(count)
  for (let slot = 0; slot < count; slot++) slots[slot] = slot
  return slots
}

/**
 * The slots from 0 by their texts, and those with the same text by number. Four bytes of each text are sorted as one number;
 * where they are the same, the next four are: a million texts take half a second where comparing takes ten.
 * @param pause lets others work, now and then
 */
export async function sortSlots(
  count: number,
  wordAt: WordAt,
  pause: () => Promise<void>,
): Promise<Uint32Array<ArrayBuffer>> {
  const slots = slotsInOrder(count)
  const words = new Uint32Array(slots.length)
  const pairs = new BigUint64Array(Math.min(slots.length, sortedAtOnce))
  let runs: number[] = [0, slots.length]
  let done = 0
  const worked = async (count: number): Promise<void> => {
    done += count
    if (done < sortedAtOnce) return
    done = 0
    await pause()
  }
  for (let position = 0; runs.length > 0; position += 4) {
    const next: number[] = []
    for (let index = 0; index < runs.length; index += 2) {
      const [from, to] = [runs[index] as number, runs[index + 1] as number]
      for (let at = from; at < to; at += sortedAtOnce) {
        const end = Math.min(to, at + sortedAtOnce)
        for (let slot = at; slot < end; slot++) words[slot] = wordAt(slots[slot] as number, position)
        await worked(end - at)
      }
      if (!isSame(words, from, to)) {
        if (to - from <= few) insertionSort(words, slots, from, to)
        else if (to - from <= sortedAtOnce) sortPairs(words, slots, from, to, pairs)
        else await radixSort(words, slots, from, to, pause)
      }
      for (let at = from; at < to; ) {
        const word = words[at] as number
        let same = at + 1
        while (same < to && words[same] === word) same++
        // Where the texts have ended they are the same, and the slots are in order already.
        if (same - at > 1 && (word & 0xff) > 1) next.push(at, same)
        at = same
      }
    }
    runs = next
  }
  return slots
}

function isSame(words: Uint32Array, from: number, to: number): boolean {
  const first = words[from]
  for (let at = from + 1; at < to; at++) if (words[at] !== first) return false
  return true
}

/** By numbers of 64 bits, each a word with the slot behind it */
function sortPairs(words: Uint32Array, slots: Uint32Array, from: number, to: number, pairs: BigUint64Array): void {
  const some = pairs.subarray(0, to - from)
  const halves = new Uint32Array(some.buffer)
  for (let at = from; at < to; at++) {
    halves[(at - from) * 2] = slots[at] as number
    halves[(at - from) * 2 + 1] = words[at] as number
  }
  some.sort()
  for (let at = from; at < to; at++) {
    slots[at] = halves[(at - from) * 2] as number
    words[at] = halves[(at - from) * 2 + 1] as number
  }
}

/** By the lower half of the word, then by the upper one. What is the same stays in its order. */
async function radixSort(
  words: Uint32Array<ArrayBuffer>,
  slots: Uint32Array<ArrayBuffer>,
  from: number,
  to: number,
  pause: () => Promise<void>,
): Promise<void> {
  let read = { words: words.subarray(from, to), slots: slots.subarray(from, to) }
  let written = { words: new Uint32Array(to - from), slots: new Uint32Array(to - from) }
  for (const shift of [0, 16]) {
    const places = new Uint32Array(digits)
    for (const word of read.words) places[(word >>> shift) & 0xffff] = (places[(word >>> shift) & 0xffff] as number) + 1
    for (let digit = 0, sum = 0; digit < digits; digit++) {
      const count = places[digit] as number
      places[digit] = sum
      sum += count
    }
    await pause()
    for (let at = 0; at < to - from; at++) {
      const word = read.words[at] as number
      const digit = (word >>> shift) & 0xffff
      const place = places[digit] as number
      places[digit] = place + 1
      written.words[place] = word
      written.slots[place] = read.slots[at] as number
      if (at % sortedAtOnce === sortedAtOnce - 1) await pause()
    }
    ;[read, written] = [written, read]
  }
}

/** By the word, then by the slot */
function insertionSort(words: Uint32Array, slots: Uint32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const slot = slots[at] as number
    const word = words[at] as number
    let hole = at
    for (; hole > from; hole--) {
      const before = words[hole - 1] as number
      if (before < word || (before === word && (slots[hole - 1] as number) < slot)) break
      slots[hole] = slots[hole - 1] as number
      words[hole] = before
    }
    slots[hole] = slot
    words[hole] = word
  }
}
