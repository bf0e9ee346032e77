import { enableCompileCache, flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { lowerPriority } from '../config/lower-priority.ts'
import { makeStacksReadable } from '../config/make-stacks-readable.ts'
import type { Notice, Request, ThreadData } from './thread-messages.ts'

// The entry of the thread that carries out bulk operations. It imports them and what they use, and nothing of HTTP's server.

/** Loads the rest only once the code that was compiled by former starts is found. */
async function start({ compileCache, ...data }: ThreadData): Promise<void> {
  lowerPriority()
  if (compileCache) enableCompileCache(compileCache)
  const { openBulkWork } = await import('./open-bulk-work.ts')
  if (compileCache) flushCompileCache()
  const send = (notice: Notice): void => parentPort?.postMessage(notice)
  const work = await openBulkWork(data, (stored) => send({ stored }))
  send({ isReady: true })
  parentPort?.on('message', async (request: Request) => {
    if (request === 'wake') work.wake()
    else {
      await work.stop()
      parentPort?.close()
    }
  })
}

// Not awaited: a module that waits at its top cannot be CommonJS, as the bundle is. A failure ends the thread.
makeStacksReadable()
void start(workerData as ThreadData)
