/** Below this many, comparing is quicker than another round. */
const few = 16

const sortedAtOnce = 50_000

/**
 * Sorts slots by texts, and those with the same text by number. Four bytes of each text are sorted as one number, with the
 * slot behind it; where they are the same, the next four are: a million texts take a second where comparing takes ten.
 * @param slots in the order of their numbers
 * @param wordAt the four bytes of a slot's text at a position; the last one is at most 1 where the text has ended
 * @param pause lets others work, now and then
 */
export async function sortSlots(
  slots: Uint32Array,
  wordAt: (slot: number, position: number) => number,
  pause: () => Promise<void>,
): Promise<void> {
  const pairs = new BigUint64Array(slots.length)
  const halves = new Uint32Array(pairs.buffer)
  const sort = (from: number, to: number, position: number): void => {
    const first = wordAt(slots[from] as number, position)
    let isSame = true
    for (let at = from; at < to; at++) {
      const slot = slots[at] as number
      const word = wordAt(slot, position)
      halves[at * 2] = slot
      halves[at * 2 + 1] = word
      isSame &&= word === first
    }
    if (isSame) {
      if ((first & 0xff) > 1) runs.push(from, to)
      return
    }
    if (to - from <= few) insertionSort(halves, from, to)
    else pairs.subarray(from, to).sort()
    for (let at = from; at < to; at++) slots[at] = halves[at * 2] as number
    for (let at = from; at < to; ) {
      const word = halves[at * 2 + 1] as number
      let same = at + 1
      while (same < to && halves[same * 2 + 1] === word) same++
      // Where the texts have ended they are the same, and the slots are in order already.
      if (same - at > 1 && (word & 0xff) > 1) runs.push(at, same)
      at = same
    }
  }
  let runs: number[] = [0, slots.length]
  for (let position = 0; runs.length > 0; position += 4) {
    const sorted = runs
    runs = []
    for (let index = 0, done = 0; index < sorted.length; index += 2) {
      const [from, to] = [sorted[index] as number, sorted[index + 1] as number]
      sort(from, to, position)
      done += to - from
      if (done < sortedAtOnce) continue
      done = 0
      await pause()
    }
  }
}

/** By the word, then by the slot */
function insertionSort(halves: Uint32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const slot = halves[at * 2] as number
    const word = halves[at * 2 + 1] as number
    let hole = at
    for (; hole > from; hole--) {
      const before = halves[hole * 2 - 1] as number
      if (before < word || (before === word && (halves[hole * 2 - 2] as number) < slot)) break
      halves[hole * 2] = halves[hole * 2 - 2] as number
      halves[hole * 2 + 1] = before
    }
    halves[hole * 2] = slot
    halves[hole * 2 + 1] = word
  }
}
