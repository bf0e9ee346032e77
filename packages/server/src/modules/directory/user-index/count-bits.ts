/** How many bits are set */
export function countBits(bits: Uint32Array): number {
  let all = 0
  for (let word = 0; word < bits.length; word++) {
    let value = bits[word] as number
    value -= (value >>> 1) & 0x55555555
    value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
    all += (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  }
  return all
}
