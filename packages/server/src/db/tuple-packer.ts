import { fieldEnd, nullField } from './packed-rows.ts'

/** A block of keys, one field of each tuple, or of texts, each made of so many fields */
type TupleColumn = 'keys' | { fields: number }

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const keyBytes = 16
const firstBytes = 65_536
const end = fieldEnd.charCodeAt(0)
const nothing = nullField.charCodeAt(0)

interface Block {
  bytes: Uint8Array<ArrayBuffer>
  length: number
  /** How many fields of a tuple make one text of it; 0 for keys */
  fields: number
}

/**
 * Makes blocks of what PostgreSQL sends in the binary format of COPY
 * (https://www.postgresql.org/docs/current/sql-copy.html): a head, then of each tuple the number of its fields, and of each
 * field its length and its bytes. It sends each tuple as a message of its own.
 */
export class TuplePacker {
  readonly #blocks: Block[]
  readonly #fields: number
  #hasHead = false
  #count = 0

  /** @param columns the blocks, in the order of the fields */
  constructor(columns: readonly TupleColumn[]) {
    this.#blocks = columns.map((column) => ({
      bytes: new Uint8Array(firstBytes),
      length: 0,
      fields: column === 'keys' ? 0 : column.fields,
    }))
    this.#fields = this.#blocks.reduce((sum, { fields }) => sum + (fields || 1), 0)
  }

  /** @throws Error where the message is none of tuples with these fields */
  add(message: Buffer): void {
    let at = this.#hasHead ? 0 : endOfHead(message)
    this.#hasHead = true
    while (at < message.length) {
      const count = message.readInt16BE(at)
      at += 2
      // What comes after all tuples
      if (count < 0) return
      if (count !== this.#fields) throw new Error(`a tuple has ${count} fields in place of ${this.#fields}`)
      for (const block of this.#blocks) {
        // What ends a field takes less than the length before it.
        reserve(block, message.length)
        at = block.fields === 0 ? addKey(block, message, at) : addText(block, message, at)
      }
      this.#count++
    }
  }

  /** @returns the blocks, as `packedColumns` has them, each in memory of its own; undefined where there were no tuples */
  finish(): Uint8Array<ArrayBuffer>[] | undefined {
    if (this.#count === 0) return undefined
    // The last text is not ended.
    return this.#blocks.map(
      ({ bytes, length, fields }) => new Uint8Array(bytes.buffer.transfer(length - (fields === 0 ? 0 : 1))),
    )
  }
}

function endOfHead(message: Buffer): number {
  const { length } = signature
  if (!message.subarray(0, length).equals(signature)) throw new Error('PostgreSQL sent no tuples by COPY')
  return length + 8 + message.readUInt32BE(length + 4)
}

function reserve(block: Block, more: number): void {
  if (block.length + more <= block.bytes.length) return
  block.bytes = new Uint8Array(block.bytes.buffer.transfer(2 * (block.length + more)))
}

function addKey(block: Block, message: Buffer, from: number): number {
  const { bytes } = block
  if (message.readInt32BE(from) !== keyBytes) throw new Error('a key is no UUID')
  let at = from + 4
  let to = block.length
  for (const last = at + keyBytes; at < last; ) bytes[to++] = message[at++] as number
  block.length = to
  return at
}

function addText(block: Block, message: Buffer, from: number): number {
  const { bytes } = block
  let at = from
  let to = block.length
  for (let left = block.fields; left > 0; left--) {
    const length = message.readInt32BE(at)
    at += 4
    if (length < 0) bytes[to++] = nothing
    else for (const last = at + length; at < last; ) bytes[to++] = message[at++] as number
    bytes[to++] = end
  }
  block.length = to
  return at
}
