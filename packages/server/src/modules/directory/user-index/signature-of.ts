/** How many bytes are looked at together: of most parts of names and addresses, few are in a segment. */
const gramBytes = 5
/** 5.5 kB for each segment: half of it is set at most, as a rule. */
const signatureBits = 45_056

/**
 * Two bits for each five bytes that are in these texts, one after the other. A text of which one such part lacks a bit is in
 * none of them: so most segments need not be searched for a name or a number that few users have.
 */
export function signatureOf(...texts: readonly string[]): Uint8Array {
  const signature = new Uint8Array(signatureBits / 8)
  for (const text of texts)
    forEachBit(text, (bit) => {
      signature[bit >>> 3] = (signature[bit >>> 3] as number) | (1 << (bit & 7))
    })
  return signature
}

/** The bits of a text's parts; undefined where it is too short to have any */
export function signatureBitsOf(text: string): number[] | undefined {
  if (text.length < gramBytes) return undefined
  const bits: number[] = []
  forEachBit(text, (bit) => bits.push(bit))
  return bits
}

export function hasBits(signature: Uint8Array, bits: readonly number[]): boolean {
  for (const bit of bits) if (((signature[bit >>> 3] as number) & (1 << (bit & 7))) === 0) return false
  return true
}

function forEachBit(text: string, call: (bit: number) => void): void {
  let word = 0
  for (let at = 0; at < text.length; at++) {
    const first = word >>> 24
    word = (word << 8) | text.charCodeAt(at)
    if (at < gramBytes - 1) continue
    const mixed = Math.imul(word ^ (word >>> 15), 0x9e3779b1) ^ Math.imul(first, 0x27d4eb2f)
    const hash = Math.imul(mixed ^ (mixed >>> 13), 0x85ebca6b)
    call(bitOf(hash >>> 16))
    call(bitOf(hash & 0xffff))
  }
}

/** @param half 16 bits of a hash */
const bitOf = (half: number): number => (half * signatureBits) >>> 16
