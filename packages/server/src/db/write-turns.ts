import { setTimeout } from 'node:timers/promises'

/**
 * Who may write to a SQLite file next, among the connections of one process: SQLite itself lets none wait in turn, and
 * whoever begins again at once nearly always wins. Its memory can be given to a thread.
 */
export interface WriteTurns {
  memory: Int32Array<SharedArrayBuffer>
  /** Whether this connection lets others write before it begins again: it writes much, and nobody waits for it */
  isPatient: boolean
  /** When a patient connection last left the file to other processes, by `performance.now()` */
  leftAt?: number
}

const waiting = 0
const ended = 1

/** No more than this do others get before it is the turn of the patient connection once more, in milliseconds */
const longestPatience = 100
const patiencePause = 1

/**
 * Other processes, such as commands, cannot say that they wait: they try again every few milliseconds (see `whenFree`), and
 * would never find the file free. So often it is left to them for so long, in milliseconds.
 */
const [leftEvery, leftFor] = [250, 10]

export const newWriteTurns = (): WriteTurns => ({
  memory: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
  isPatient: false,
})

/** Says that this connection waits to write. @returns what says that it does not any more */
export function waitToWrite({ memory, isPatient }: WriteTurns): () => void {
  if (isPatient) return () => {}
  Atomics.add(memory, waiting, 1)
  return () => void Atomics.sub(memory, waiting, 1)
}

/** How many transactions have ended, to be given to `nextEnd` */
export const endsOf = ({ memory }: WriteTurns): number => Atomics.load(memory, ended)

/** Fulfilled once another transaction has ended than those, or after so many milliseconds */
export async function nextEnd({ memory }: WriteTurns, known: number, milliseconds: number): Promise<void> {
  const waited = Atomics.waitAsync(memory, ended, known, milliseconds)
  if (waited.async) await Promise.race([waited.value, setTimeout(milliseconds)])
}

/** A transaction has ended. */
export function endTurn({ memory }: WriteTurns): void {
  Atomics.add(memory, ended, 1)
  Atomics.notify(memory, ended)
}

/** Lets others write first, where this connection is patient. */
export async function letOthersWrite(turns: WriteTurns): Promise<void> {
  if (!turns.isPatient) return
  const end = performance.now() + longestPatience
  while (Atomics.load(turns.memory, waiting) > 0 && performance.now() < end) await setTimeout(patiencePause)
  if (performance.now() - (turns.leftAt ?? Number.NEGATIVE_INFINITY) < leftEvery) return
  await setTimeout(leftFor)
  turns.leftAt = performance.now()
}
