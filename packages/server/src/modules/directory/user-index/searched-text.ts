/** A text that is looked for, as it is written in names and in e-mails, in the form of `packedText` */
export interface SoughtText {
  inName: string
  inEmail: string
}

/** A text, and how it is quickest looked for */
export interface SearchedText {
  whole: string
  /** A part of it that begins with its rarest letter, for `indexOf`, which looks for first letters one by one */
  part: string
  /** Where the part begins */
  at: number
  /** How far the text may be moved on at each byte that does not fit its end, where that is quicker than looking for the part */
  skips: Uint8Array | undefined
}

/** How long `indexOf` takes for a first letter that is no match, and skipping for each step: in bytes that it reads else */
const costOfLetter = 200
const costOfStep = 25
const longestSkip = 64

/** @param sample a text like those that it is looked for in */
export function searchedText(whole: string, sample: string): SearchedText {
  const counts = new Uint32Array(256)
  for (let at = 0; at < sample.length; at++)
    counts[sample.charCodeAt(at)] = (counts[sample.charCodeAt(at)] as number) + 1
  const countAt = (index: number): number => counts[whole.charCodeAt(index)] as number
  let at = 0
  // Not the last letter: what follows it is not compared.
  for (let index = 1; index < whole.length - 1; index++) if (countAt(index) < countAt(at)) at = index
  const length = Math.min(whole.length, longestSkip)
  const isSkipQuicker = (sample.length / length) * costOfStep < countAt(at) * costOfLetter + sample.length
  const skips = isSkipQuicker && length > 1 ? skipsOf(whole.slice(0, length)) : undefined
  // V8 has another way for seven letters and more, which is slower for those that are found seldom.
  return { whole, part: whole.slice(at, at + 6), at, skips }
}

/** Horspool's table: for each byte, how far its last place in the text is from the end */
function skipsOf(text: string): Uint8Array {
  const skips = new Uint8Array(256).fill(text.length)
  for (let at = 0; at < text.length - 1; at++) skips[text.charCodeAt(at)] = text.length - 1 - at
  return skips
}

/** Where the text is found next; -1 where it is not */
export function indexOfText(text: string, { whole, part, at, skips }: SearchedText, from: number): number {
  if (!skips) {
    for (let found = text.indexOf(part, from + at); found >= 0; found = text.indexOf(part, found + 1))
      if (part === whole || text.startsWith(whole, found - at)) return found - at
    return -1
  }
  const last = Math.min(whole.length, longestSkip) - 1
  const lastCode = whole.charCodeAt(last)
  for (let end = from + last; end < text.length; ) {
    const code = text.charCodeAt(end)
    if (code === lastCode && text.startsWith(whole, end - last)) return end - last
    end += skips[code] as number
  }
  return -1
}
