import { Worker } from 'node:worker_threads'
import { compileCacheFolder } from '../config/compile-cache-folder.ts'
import type { Work } from '../db/announce-work.ts'
import type { Notice, Request, ThreadData } from './thread-messages.ts'

const memoryLimits = { maxOldGenerationSizeMb: 512 }

/** Longer than what is under way may take to end */
const longestStop = 15_000

export interface BulkThread {
  wake(): void
  /** Finishes what is under way. */
  stop(): Promise<void>
  /** Fulfilled once it has ended: with what made it end where nobody has stopped it. Never rejects. */
  ended: Promise<{ failure: Error; wasReady: boolean } | undefined>
}

export type ThreadStart = (workerData: ThreadData) => Worker

const startWorker =
  (entry: string): ThreadStart =>
  (workerData) =>
    new Worker(entry, { workerData, resourceLimits: memoryLimits, name: 'portico-bulk' })

/** Starts the thread that carries out bulk operations. */
export function startBulkWork(
  data: Omit<ThreadData, 'compileCache'>,
  { entry, onStored, start = startWorker(entry) }: { entry: string; onStored(work: Work): void; start?: ThreadStart },
): BulkThread {
  const worker = start({ ...data, compileCache: compileCacheFolder() })
  // The server keeps the process alive.
  worker.unref()
  let failure: Error | undefined
  let isStopping = false
  let isReady = false
  worker.on('message', (notice: Notice) => {
    if ('stored' in notice) onStored(notice.stored)
    else isReady = true
  })
  worker.on('error', (error) => {
    failure = error as Error
  })
  const { promise: ended, resolve } = Promise.withResolvers<{ failure: Error; wasReady: boolean } | undefined>()
  worker.once('exit', (code) => {
    const reason = failure ?? new Error(`it ended with the status ${code}`)
    resolve(isStopping && !failure ? undefined : { failure: reason, wasReady: isReady })
  })
  const send = (request: Request): void => worker.postMessage(request)
  return {
    wake: () => send('wake'),
    async stop() {
      isStopping = true
      send('stop')
      const late = setTimeout(() => worker.terminate(), longestStop)
      await ended
      clearTimeout(late)
    },
    ended,
  }
}
