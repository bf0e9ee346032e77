import { AsyncLocalStorage } from 'node:async_hooks'

/** Where a command reads and writes: its process, or what a test gives it instead. */
export type Io = Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout' | 'stderr' | 'exitCode' | 'once'>

const given = new AsyncLocalStorage<Io>()

/** Of the command that runs: the process, unless a test gave it something else. */
export const io = (): Io => given.getStore() ?? process

/** Does some work with the input and output given, so that a test can run many commands in one process. */
export const runWithIo = <T>(io: Io, work: () => T): T => given.run(io, work)

/** Writes a line to stderr. */
export const printError = (text: string): void => void io().stderr.write(`${text}\n`)
