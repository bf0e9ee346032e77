import { setTimeout } from 'node:timers/promises'

/**
 * Who may write to a SQLite file next, among the connections of one process: SQLite itself lets none wait in turn, and
 * whoever begins again at once nearly always wins. Its memory can be given to a thread.
 */
export interface WriteTurns {
  memory: Int32Array<SharedArrayBuffer>
  /** Whether this connection lets others write before it begins again: it writes much, and nobody waits for it */
  isPatient: boolean
}

const waiting = 0
const ended = 1

/** No more than this do others get before it is the turn of the patient connection once more, in milliseconds */
const longestPatience = 100
const patiencePause = 1

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
export async function letOthersWrite({ memory, isPatient }: WriteTurns): Promise<void> {
  if (!isPatient) return
  const end = performance.now() + longestPatience
  while (Atomics.load(memory, waiting) > 0 && performance.now() < end) await setTimeout(patiencePause)
}
