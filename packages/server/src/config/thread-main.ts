import { enableCompileCache, flushCompileCache } from 'node:module'
import { workerData } from 'node:worker_threads'
import { lowerPriority } from './lower-priority.ts'
import { makeStacksReadable } from './make-stacks-readable.ts'

/** What a thread gets when it starts, beside what is its own */
export interface CompiledCode {
  /** Where Node keeps compiled code: see compileCacheFolder */
  compileCache: string | undefined
}

/**
 * What the entry of a thread does: it goes after the event loop, and loads the rest only once the code that was compiled by
 * former starts is found. A failure ends the thread.
 */
export function threadMain<Data extends CompiledCode, Loaded>(
  load: () => Promise<Loaded>,
  run: (loaded: Loaded, data: Omit<Data, 'compileCache'>) => unknown,
): void {
  makeStacksReadable()
  lowerPriority()
  const start = async ({ compileCache, ...data }: Data): Promise<void> => {
    if (compileCache) enableCompileCache(compileCache)
    const loaded = await load()
    if (compileCache) flushCompileCache()
    await run(loaded, data)
  }
  // Not awaited: a module that waits at its top cannot be CommonJS, as the bundle is.
  void start(workerData as Data)
}
