import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, writeSync } from 'node:fs'

/** A file that is made beside another one, which it will replace. */
interface FileToCome {
  /** Writes the file whole, in the place of the former one. */
  replaceWith(text: string): void
  /** Removes what is left, where nothing was replaced. */
  close(): void
}

/**
 * Prepares to replace a file whole or not at all, for its owner alone from the first byte on. It shows at once whether
 * that is possible, before there is something that must not be lost.
 */
export function prepareReplacement(file: string): FileToCome {
  // What is replaced is the file, not a link to it.
  const target = realpathSync(file)
  const temporary = `${target}.${randomUUID()}`
  let descriptor: number | undefined = openSync(temporary, 'wx', 0o600)
  return {
    replaceWith(text) {
      if (descriptor === undefined) throw new Error(`${target} was replaced already`)
      writeSync(descriptor, text)
      // The name must not lead to an empty file after a power cut.
      fsyncSync(descriptor)
      closeSync(descriptor)
      descriptor = undefined
      renameSync(temporary, target)
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor)
      rmSync(temporary, { force: true })
    },
  }
}
