import { randomFillSync } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** Counts the keys of a millisecond: 12 bits in `rand_a`, 14 in `rand_b` */
const counterBits = 26
/** It begins in the lower half, so that tens of millions fit into each millisecond. */
const seedBits = counterBits - 1
const last = { now: -1, counter: 0 }
/** Counters of former milliseconds: transactions that take turns make keys of the times at which they began. */
const counters = new LRUCache<number, number>({ max: 1_000 })

/** Randomness for many keys: asking for it costs more than the rest of a key. */
const random = Buffer.alloc(4_096)
const bytesOfKey = 16
let used = random.length

function randomBytesOfKey(): Buffer {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  used += bytesOfKey
  return random.subarray(used - bytesOfKey, used)
}

/**
 * A new key: UUIDv7 (RFC 9562, section 5.7), lower case. Keys that a process makes later sort later, within a millisecond
 * too (section 6.2, method 1): inserts stay at the end of the index, and audit entries in the order in which they
 * were written.
 */
export function newKey(now: number = Date.now()): string {
  const bytes = randomBytesOfKey()
  if (now !== last.now) turnTo(now, bytes.readUInt32BE(6) >>> (32 - seedBits))
  last.counter++
  bytes.writeUIntBE(now, 0, 6)
  bytes.writeUInt16BE(0x7000 | (last.counter >>> 14), 6)
  bytes.writeUInt16BE(0x8000 | (last.counter & 0x3fff), 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Keeps the counter of the last millisecond, and goes on with that of this one, or begins with the seed. */
function turnTo(now: number, seed: number): void {
  counters.set(last.now, last.counter)
  last.counter = counters.get(now) ?? seed
  last.now = now
}

/** When `newKey` made a key, in milliseconds */
export const timeOfKey = (key: string): number => Number.parseInt(key.slice(0, 8) + key.slice(9, 13), 16)

/** Comes before every key: these have a time. */
export const nilKey = '00000000-0000-0000-0000-000000000000'

/** Whether a text is a key in the form in which keys are stored */
export const isKey = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** A key as it is stored: what callers send may be in capitals or, as RFC 9562 allows, begin with `urn:uuid:`. */
export const normalKey = (key: string): string => key.toLowerCase().replace(/^urn:uuid:/, '')
