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
    for (let total = 0; total <= most; ) {
      const part = Buffer.allocUnsafeSlow(partBytes)
      const read = readSync(handle, part)
      if (read === 0) return Buffer.concat(parts)
      parts.push(part.subarray(0, read))
      total += read
    }
    return undefined
  } finally {
    closeSync(handle)
  }
}
