const laterUnits = /[\uD800-\uFFFF]/g

/**
 * A text whose UTF-16 units compare as the bytes of the given one in UTF-8 do, and so as both engines compare: what lies
 * beyond the basic plane comes last. A text contains another one where their forms do.
 */
export const inByteOrder = (text: string): string =>
  text.replace(laterUnits, (unit) => {
    const code = unit.charCodeAt(0)
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800)
  })

/** Nothing comes first. Texts are in byte order: keys, times, what `inByteOrder` gives. */
export function compareTexts(one: string | null, other: string | null): number {
  if (one === other) return 0
  if (one === null) return -1
  return other === null || one > other ? 1 : -1
}
