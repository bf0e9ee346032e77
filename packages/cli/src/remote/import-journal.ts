import { createHash, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileProblemOf } from '../failures.ts'
import { printError } from '../io.ts'
import type { ImportFailure } from './import-failure.ts'
import { profilesFile } from './profiles.ts'

/** What became of one batch of lines */
interface SettledBatch {
  batch: number
  /** The key of the operation; undefined where every line was refused before there was one */
  operation?: string | undefined
  imported: number
  failed: ImportFailure[]
}

/** What is known of an import, so that calling the command again goes on where it was. */
export interface ImportJournal {
  /** This import's alone: with it the server knows what it has accepted already. */
  id: string
  /** What former calls know */
  settled: ReadonlyMap<number, SettledBatch>
  /** Where that fails, as on a full disk, it says so once: the server knows by the id what it has accepted. */
  add(settled: SettledBatch): void
  /** For a server that has lost what it had imported. What it still has it knows by the id. */
  forget(): void
  /** For an import that is over: the next one of the same file begins anew. */
  remove(): void
}

/** A day less than the server keeps finished operations, without which it would not know what it has accepted. */
const keptMilliseconds = 6 * 24 * 3_600_000

const goesOn =
  'The import goes on. If it is interrupted, the same command asks once more for what is not noted: nobody is imported twice.'

/**
 * Opens the journal of an import. It lies beside the credentials, one file for each import that is not over, and only its
 * owner can read it.
 * @param rows what is imported, as it was read: batches are counted in them
 * @param circumstances all else by which one import is told from another one, such as the server
 */
export function openImportJournal(
  rows: readonly unknown[],
  circumstances: unknown,
  { fromStart }: { fromStart: boolean },
): ImportJournal {
  const folder = join(dirname(profilesFile()), 'imports')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  removeOld(folder)
  const digest = createHash('sha256').update(JSON.stringify(circumstances))
  for (const row of rows) digest.update(`\n${JSON.stringify(row)}`)
  const file = join(folder, `${digest.digest('hex').slice(0, 40)}.jsonl`)
  const { id, settled } = fromStart ? begin(file, randomUUID()) : readOrBegin(file)
  let isIncomplete = false
  return {
    id,
    settled,
    add(one) {
      // Another call that imports the same file at the same time may have come to the end first.
      if (!existsSync(file)) return
      try {
        // The line break comes first: what a call that was killed has left of its last line spoils none of the next one's.
        appendFileSync(file, `\n${JSON.stringify(one)}`, { mode: 0o600 })
      } catch (error) {
        const problem = fileProblemOf(error)
        if (problem === undefined) throw error
        if (!isIncomplete) printError(`What was imported cannot be noted: ${problem} ${goesOn}`)
        isIncomplete = true
      }
    },
    forget() {
      begin(file, id)
      settled.clear()
    },
    remove: () => rmSync(file, { force: true }),
  }
}

type Known = Pick<ImportJournal, 'id'> & { settled: Map<number, SettledBatch> }

function begin(file: string, id: string, flag: 'w' | 'wx' = 'w'): Known {
  writeFileSync(file, JSON.stringify({ id }), { mode: 0o600, flag })
  return { id, settled: new Map() }
}

/** Two calls at the same moment begin one import: the server then does for one of them what it does for the other. */
function readOrBegin(file: string): Known {
  try {
    return begin(file, randomUUID(), 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return read(file) ?? begin(file, randomUUID())
  }
}

function read(file: string): Known | undefined {
  const [first, ...lines] = readFileSync(file, 'utf8').split('\n').flatMap(parse)
  if (typeof first?.id !== 'string') return undefined
  const settled = lines.filter((line): line is SettledBatch => typeof line.batch === 'number')
  return { id: first.id, settled: new Map(settled.map((one) => [one.batch, one])) }
}

function parse(line: string): Partial<SettledBatch & { id: string }>[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    const begun = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - begun > keptMilliseconds) rmSync(file, { force: true })
  }
}
