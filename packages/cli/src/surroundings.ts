import { AsyncLocalStorage } from 'node:async_hooks'

/** What a command sees and leaves around it: its process, by the names that a process has for it. */
export type Surroundings = Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout' | 'stderr' | 'exitCode' | 'once'>

const given = new AsyncLocalStorage<Surroundings>()

/** Those of the command that runs: the process's own, unless a test gave it others. */
export const surroundings = (): Surroundings => given.getStore() ?? process

/** Does some work in surroundings of its own, so that a test can run many commands in one process. */
export const runIn = <T>(others: Surroundings, work: () => T): T => given.run(others, work)

/** A line on stderr */
export const complain = (text: string): void => void surroundings().stderr.write(`${text}\n`)
