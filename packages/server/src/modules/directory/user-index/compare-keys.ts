// A UUID as four numbers of 32 bits, which compare as its text does.

const nibbles = Uint8Array.from({ length: 256 }, (_, code) => Math.max(0, parseInt(String.fromCharCode(code), 16) || 0))
/** Where the text of a UUID has its digits */
const digits = Uint8Array.from(
  [...'00000000-0000-0000-0000-000000000000'].flatMap((sign, index) => (sign === '-' ? [] : [index])),
)

/**
 * Writes a key at `at`, which counts keys.
 * @param key its text, as bytes
 * @param from where it begins
 */
export function packKey(keys: Uint32Array, at: number, key: Uint8Array, from = 0): void {
  for (let word = 0; word < 4; word++) {
    let value = 0
    for (let digit = word * 8; digit < word * 8 + 8; digit++) {
      value = (value << 4) | (nibbles[key[from + (digits[digit] as number)] as number] as number)
    }
    keys[at * 4 + word] = value
  }
}

export function unpackKey(keys: Uint32Array, at: number): string {
  let hex = ''
  for (let word = 0; word < 4; word++) hex += (keys[at * 4 + word] as number).toString(16).padStart(8, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Below, at or above 0, as one sorts before, like or after the other */
export function compareKeys(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  for (let word = 0; word < 4; word++) {
    const difference = (a[atA * 4 + word] as number) - (b[atB * 4 + word] as number)
    if (difference !== 0) return difference
  }
  return 0
}
