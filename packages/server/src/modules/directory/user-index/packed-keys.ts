import type { PackedKeyBytes } from '../../../db/packed-columns.ts'
import { packKey, unpackKey } from './compare-keys.ts'

/** Keys one after the other, as an engine packs them: as texts of 36 letters, or as 16 bytes */
export class PackedKeys {
  readonly length: number
  readonly bytes: Buffer
  readonly keyBytes: PackedKeyBytes
  /** The same as numbers of 32 bits, which are quicker compared than bytes */
  readonly words: Uint32Array
  readonly wordsOfKey: number

  constructor(block: Uint8Array, keyBytes: PackedKeyBytes) {
    const aligned = block.byteOffset % 4 === 0 ? block : Uint8Array.from(block)
    this.length = block.length / keyBytes
    if (!Number.isInteger(this.length)) throw new Error(`keys of ${keyBytes} bytes have ${block.length} bytes`)
    this.bytes = Buffer.from(aligned.buffer, aligned.byteOffset, aligned.byteLength)
    this.keyBytes = keyBytes
    this.wordsOfKey = keyBytes / 4
    this.words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4)
  }

  /** Whether a key is the same as one of others of the same engine */
  isSame(at: number, others: PackedKeys, other: number): boolean {
    const size = this.wordsOfKey
    const [mine, theirs] = [this.words, others.words]
    for (let word = size - 1, one = at * size, two = other * size; word >= 0; word--)
      if (mine[one + word] !== theirs[two + word]) return false
    return true
  }

  /** Writes the key at `at` where `to` has keys as four numbers each. */
  copy(at: number, keys: Uint32Array, to: number): void {
    if (this.keyBytes === 36) packKey(keys, to, this.bytes, at * 36)
    else for (let word = 0; word < 4; word++) keys[to * 4 + word] = this.bytes.readUInt32BE(at * 16 + word * 4)
  }

  textOf(at: number): string {
    if (this.keyBytes === 36) return this.bytes.toString('latin1', at * 36, (at + 1) * 36)
    return unpackKey(
      Uint32Array.from({ length: 4 }, (_, word) => this.bytes.readUInt32BE(at * 16 + word * 4)),
      0,
    )
  }
}
