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

// For a file that is run by itself.
after(endFile)
