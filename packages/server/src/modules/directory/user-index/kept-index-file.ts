import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { version } from '../../../config/version.ts'
import { UserIndex } from './user-index.ts'

// An index in a file: a line that says what it is, and blocks of bytes, each after its length and its checksum.

/** Counts up whenever what an index reads or how it is packed changes. */
const firstLine = Buffer.from(`portico user index 4, ${version}\n`)

/** Which file it is. A process that reads from the database and from a replica has one of each. */
export interface KeptIndexName {
  organizationKey: string
  isReplica: boolean
}

/** What a file says of itself */
export interface KeptIndexFacts extends KeptIndexName {
  /** The mark of the database that everything in it is as new as, at least */
  mark: string
  /** The server that positions in the log are of: see `LogPosition` */
  server: string
  /** Users who had changed since the mark, and who may be newer in the file */
  changed: string[]
}

const folderOf = (dataFolder: string): string => join(dataFolder, 'user-index')
const fileOf = (dataFolder: string, { organizationKey, isReplica }: KeptIndexName): string =>
  join(folderOf(dataFolder), `${organizationKey}${isReplica ? '.replica' : ''}.index`)
/** Writing a file takes seconds. */
const partialMilliseconds = 3_600_000

const headBytes = 8
const noBlock = Buffer.alloc(headBytes)

/**
 * Writes an index, in the place of the former one once it is complete. The file is this user's alone.
 * @param shouldEnd whether to give up
 */
export async function writeKeptIndex(
  dataFolder: string,
  facts: KeptIndexFacts,
  blocks: Iterable<Buffer>,
  shouldEnd: () => boolean,
): Promise<void> {
  await mkdir(folderOf(dataFolder), { recursive: true, mode: 0o700 })
  const file = fileOf(dataFolder, facts)
  const temporary = `${file}.${process.pid}.partial`
  await rm(temporary, { force: true })
  const handle = await open(temporary, 'wx', 0o600)
  try {
    try {
      await handle.appendFile(firstLine)
      await appendBlock(handle, Buffer.from(JSON.stringify(facts)))
      for (const block of blocks) {
        if (shouldEnd()) return
        await appendBlock(handle, block)
      }
      await handle.appendFile(noBlock)
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function appendBlock(handle: FileHandle, block: Buffer): Promise<void> {
  const head = Buffer.alloc(headBytes)
  head.writeUInt32LE(block.length, 0)
  head.writeUInt32LE(crc32(block), 4)
  await handle.writev([head, block])
}

/**
 * The index in the file of this name, if there is one that this program has written and that is whole.
 * @param isUsable whether what the file says of itself is true of the database
 */
export async function readKeptIndex(
  dataFolder: string,
  name: KeptIndexName,
  isUsable: (facts: KeptIndexFacts) => Promise<boolean>,
): Promise<{ facts: KeptIndexFacts; index: UserIndex } | undefined> {
  return readFile(fileOf(dataFolder, name), async (facts, blocks) =>
    isSame(facts, name) && (await isUsable(facts)) ? { facts, index: await UserIndex.unpack(blocks) } : undefined,
  )
}

/** Whether `readKeptIndex` would find an index, unless the rest of its file is damaged */
export async function isIndexKept(
  dataFolder: string,
  name: KeptIndexName,
  isUsable: (facts: KeptIndexFacts) => Promise<boolean>,
): Promise<boolean> {
  const found = await readFile(fileOf(dataFolder, name), async (facts) => isSame(facts, name) && isUsable(facts))
  return found === true
}

/**
 * Deletes the files that nobody will read again, and those that were not written to their end. One that cannot be read or
 * deleted keeps none of the others.
 */
export async function deleteKeptIndexes(
  dataFolder: string,
  isUsable: (facts: KeptIndexFacts) => Promise<boolean>,
): Promise<void> {
  const folder = folderOf(dataFolder)
  const failures: unknown[] = []
  for (const name of (await ifThere(readdir(folder))) ?? []) {
    const file = join(folder, name)
    try {
      const found = await ifThere(lstat(file))
      if (!found) continue
      const isKept = name.endsWith('.partial')
        ? Date.now() - found.mtimeMs < partialMilliseconds
        : await readFile(file, isUsable)
      // A new index may have taken its place meanwhile.
      if (!isKept && (await ifThere(lstat(file)))?.ino === found.ino) await rm(file, { force: true })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

const isSame = (one: KeptIndexName, other: KeptIndexName): boolean =>
  one.organizationKey === other.organizationKey && one.isReplica === other.isReplica

class DamagedFile extends Error {}

/** As much as all indexes may take in memory: no block of one is larger. */
const mostBlockBytes = 2 ** 28

/** What somebody else has put there, such as another user, or a folder: the next index is written in its place. */
const unreadable = ['EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'ENXIO']

const isUnreadable = (error: unknown): boolean =>
  error instanceof DamagedFile || unreadable.includes((error as NodeJS.ErrnoException).code ?? '')

/** Without waiting for a writer, where it is a pipe. Windows has none. */
const readingFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** @returns undefined where there is no such file, or none that can be read */
async function readFile<T>(
  file: string,
  work: (facts: KeptIndexFacts, blocks: AsyncGenerator<Buffer>) => Promise<T>,
): Promise<T | undefined> {
  let handle: FileHandle | undefined
  try {
    handle = await ifThere(open(file, readingFlags))
    if (!handle) return undefined
    const blocks = blocksOf(handle)
    const { value } = await blocks.next()
    return value && (await work(JSON.parse(value.toString()) as KeptIndexFacts, blocks))
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  } finally {
    await handle?.close()
  }
}

async function* blocksOf(handle: FileHandle): AsyncGenerator<Buffer> {
  const { size } = await handle.stat()
  let at = 0
  const read = async (length: number): Promise<Buffer> => {
    if (length > mostBlockBytes || at + length > size) throw new DamagedFile()
    const buffer = Buffer.allocUnsafeSlow(length)
    const { bytesRead } = await handle.read(buffer, 0, length, at)
    if (bytesRead < length) throw new DamagedFile()
    at += length
    return buffer
  }
  if ((await read(firstLine.length)).compare(firstLine) !== 0) return
  for (let head = await read(headBytes); head.compare(noBlock) !== 0; ) {
    const [length, sum] = [head.readUInt32LE(0), head.readUInt32LE(4)]
    // With the head of the next one: reading twice takes longer than reading more.
    const both = await read(length + headBytes)
    const block = both.subarray(0, length)
    if (crc32(block) !== sum) throw new DamagedFile()
    yield block
    head = both.subarray(length)
  }
}

/** Undefined where there is no such file */
async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}
