import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { lastLines } from './last-lines.ts'
import { keyOfLine, type StreamLine } from './stream-line.ts'
import type { StreamOutput } from './stream-output.ts'

/**
 * Lines at the end of a file. Each entry is in it once, whatever happens: before the first lines are written, and again
 * after a failure, the end of the file is read. Lines that are there already are left out, and one that was cut off is
 * completed. Nothing is ever taken back, because a collector may have read it.
 *
 * The file may be renamed or truncated while the server runs (logrotate): the next batch goes to a new one.
 * @param batchSize how many lines are given at once, at most
 */
export function streamToFile(path: string, batchSize: number): StreamOutput {
  let file: FileHandle | undefined
  /** The keys of lines that may be given once more */
  let known: ReadonlySet<string> = new Set()
  /** A line that was cut off */
  let rest: Buffer = Buffer.alloc(0)

  const openFile = (): Promise<FileHandle> => open(path, 'a+', 0o600)

  const close = async (): Promise<void> => {
    const former = file
    file = undefined
    await former?.close()
  }

  /** The file at the path: a new one where the former was renamed. What is in it is read where that is not known. */
  const current = async (): Promise<FileHandle> => {
    if (file && (await isAt(file, path))) return file
    const isRenamed = file !== undefined
    await close()
    file = await openFile()
    if ((await file.stat()).size === 0) await storeName(path)
    if (isRenamed) return file
    const end = await lastLines(file, batchSize)
    const lines = [...end.lines]
    if (lines.length < batchSize) lines.unshift(...(await linesBefore(path, batchSize)))
    known = new Set(lines.flatMap((line) => keyOfLine(line) ?? []))
    rest = end.rest
    return file
  }

  return {
    async write(given) {
      try {
        const target = await current()
        const lines = given.filter(({ key }) => !known.has(key))
        await target.appendFile(completing(rest, lines))
        await target.datasync()
        rest = Buffer.alloc(0)
      } catch (error) {
        // Part of it may be there.
        await close().catch(() => {})
        throw error
      }
    },
    close,
  }
}

/** All lines, the one that was cut off first, without its beginning. */
function completing(rest: Buffer, lines: readonly StreamLine[]): Buffer {
  const texts = lines.map(({ text }) => Buffer.from(text))
  if (rest.length === 0) return Buffer.concat(texts)
  const begun = texts.find((text) => text.subarray(0, rest.length).equals(rest))
  // What was begun by something else ends as it is.
  if (!begun) return Buffer.concat([Buffer.from('\n'), ...texts])
  return Buffer.concat([begun.subarray(rest.length), ...texts.filter((text) => text !== begun)])
}

/** A new file survives a power cut only once its folder is written. */
async function storeName(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function isAt(file: FileHandle, path: string): Promise<boolean> {
  const [own, other] = await Promise.all([file.stat(), stat(path).catch(() => undefined)])
  return own.ino === other?.ino && own.dev === other.dev
}

/** The last lines of the file that had this path before, where it was renamed within its folder. */
async function linesBefore(path: string, most: number): Promise<string[]> {
  const own = basename(path)
  const isFormer = (name: string): boolean =>
    (name.startsWith(`${own}.`) || name.startsWith(`${own}-`)) && !/\.(gz|bz2|xz|zst)$/.test(name)
  const folder = dirname(path)
  const files = await Promise.all(
    (await readdir(folder))
      .filter(isFormer)
      .map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  )
  const [newest] = files.sort((a, b) => b.time - a.time)
  if (!newest) return []
  const file = await open(join(folder, newest.name), 'r')
  try {
    return (await lastLines(file, most)).lines
  } finally {
    await file.close()
  }
}
