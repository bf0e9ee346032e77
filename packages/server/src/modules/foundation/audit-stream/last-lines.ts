import type { FileHandle } from 'node:fs/promises'

const chunkBytes = 65_536
const lineFeed = 10

/** The last whole lines of a file, at most so many, and what follows the last line feed. */
export async function lastLines(file: FileHandle, most: number): Promise<{ lines: string[]; rest: Buffer }> {
  const chunks: Buffer[] = []
  let start = (await file.stat()).size
  // One more than wanted: the first one found may have begun before the chunk.
  for (let found = 0; start > 0 && found <= most; ) {
    const length = Math.min(chunkBytes, start)
    start -= length
    const chunk = Buffer.alloc(length)
    const { bytesRead } = await file.read(chunk, 0, length, start)
    chunks.unshift(chunk.subarray(0, bytesRead))
    found += chunk.reduce((sum, byte) => sum + (byte === lineFeed ? 1 : 0), 0)
  }
  const bytes = Buffer.concat(chunks)
  const end = bytes.lastIndexOf(lineFeed) + 1
  const lines = end === 0 ? [] : bytes.toString('utf8', 0, end - 1).split('\n')
  return { lines: lines.slice(-most), rest: bytes.subarray(end) }
}
