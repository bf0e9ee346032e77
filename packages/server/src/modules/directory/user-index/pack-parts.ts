/** What is kept of an index, one after the other in a block of bytes. Characters of texts are bytes. */
export type Part = Uint8Array | Uint16Array | Uint32Array | Float64Array | string | undefined

const kinds = [Uint8Array, Uint16Array, Uint32Array, Float64Array] as const
const text = kinds.length
const nothing = kinds.length + 1
const headBytes = 8

/** Parts begin at multiples of 8, each after its kind and its length. */
export function packParts(parts: readonly Part[]): Buffer {
  const lengths = parts.map((part) => (typeof part === 'string' ? part.length : (part?.byteLength ?? 0)))
  const packed = Buffer.alloc(lengths.reduce((sum, length) => sum + headBytes + padded(length), 0))
  let at = 0
  for (const [index, part] of parts.entries()) {
    const length = lengths[index] as number
    packed.writeUInt32LE(kindOf(part), at)
    packed.writeUInt32LE(length, at + 4)
    at += headBytes
    if (typeof part === 'string') packed.write(part, at, 'latin1')
    else if (part) packed.set(new Uint8Array(part.buffer, part.byteOffset, length), at)
    at += padded(length)
  }
  return packed
}

/** The parts as arrays and texts of their own: nothing refers to the block any more. */
export function unpackParts(packed: Buffer): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < packed.length; ) {
    const [kind, length] = [packed.readUInt32LE(at), packed.readUInt32LE(at + 4)]
    at += headBytes
    const begin = packed.byteOffset + at
    const Kind = kinds[kind]
    if (Kind) parts.push(new Kind(packed.buffer.slice(begin, begin + length) as ArrayBuffer))
    else parts.push(kind === text ? packed.toString('latin1', at, at + length) : undefined)
    at += padded(length)
  }
  return parts
}

const kindOf = (part: Part): number => {
  if (part === undefined) return nothing
  return typeof part === 'string' ? text : kinds.findIndex((kind) => part instanceof kind)
}

const padded = (length: number): number => (length + 7) & ~7

/** How far an index has been packed, and what was to be packed and has changed */
export interface Packing {
  next: number
  end: number
  former: Map<number, Buffer>
}

/** An index on its way into a file. Until `end`, each segment that changes before its block was taken is packed as it was. */
export interface PackedIndex {
  blocks: Iterable<Buffer>
  end(): void
}
