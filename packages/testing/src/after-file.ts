import { after } from 'node:test'

const waiting: (() => void | Promise<void>)[] = []

/**
 * Has this done after the tests of the file, what was asked for last first. A hook that is registered within a `before`
 * hook or a test would run when that one ends.
 */
export const afterFile = (work: () => void | Promise<void>): void => void waiting.push(work)

/** Does what was asked for. The test command calls it after each file. */
export async function endFile(): Promise<void> {
  for (const work of waiting.splice(0).reverse()) await work()
}

const waitingForLast: (() => void | Promise<void>)[] = []

/** Has this done after the last file of the process: for what serves one file after the other, such as a browser. */
export const afterLastFile = (work: () => void | Promise<void>): void => void waitingForLast.push(work)

/** Does what was asked for. The test command calls it when it has no more files for the process. */
export async function endLastFile(): Promise<void> {
  for (const work of waitingForLast.splice(0).reverse()) await work()
}

after(async () => {
  await endFile()
  // A file that is run by itself is the last one. In a process of the test command others may follow.
  if (!process.connected) await endLastFile()
})
