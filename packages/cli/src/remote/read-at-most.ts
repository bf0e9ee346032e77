import { closeSync, openSync, readSync } from 'node:fs'

const partBytes = 2 ** 20

/**
 * What is in a file, or comes through a pipe, whatever its size says: some have none, and some grow.
 * @returns undefined where it has more than `most` bytes, of which no more is read
 */
export function readAtMost(file: string, most: number): Buffer | undefined {
  const handle = openSync(file, 'r')
  try {
    const parts: Buffer[] = []
    const part = Buffer.allocUnsafeSlow(partBytes)
    for (let total = 0; total <= most; ) {
      const read = readSync(handle, part)
      if (read === 0) return Buffer.concat(parts)
      // Copied, since a pipe gives little at once: a part of a buffer keeps all of it.
      parts.push(Buffer.from(part.subarray(0, read)))
      total += read
    }
    return undefined
  } finally {
    closeSync(handle)
  }
}
