import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { compileCacheFolder } from '../config/compile-cache-folder.ts'
import { workerEntry } from '../config/worker-entry.ts'
import type { OnIndexFault } from './declared-reads.ts'
import type { ReplicaState } from './read-from-replica.ts'
import type { ReadAnswer, Reader, ReaderOptions, ReadRequest } from './reader.ts'
import {
  errorOf,
  noneStopped,
  type Question,
  type Reply,
  stopAll,
  stopRead,
  type ThreadData,
} from './thread-messages.ts'

/** The thread has ended, and the read with it. Reads have no effect, so it can be tried again. */
export class ThreadEnded extends Error {}

/** A thread that doesn't get as far as its first answer is not started again for so long, in milliseconds. */
const pauseAfterFailure = 1_000

const memoryLimits = { maxOldGenerationSizeMb: 512 }
/**
 * Young objects of threads get 1 MB for each half, in place of 4: what a list leaves for the collector is little, and lists
 * take as long. A thread's own limit does not count where the process has the flag (bin/portico.cjs), which this changes
 * for the threads that start from now on. What runs keeps what it has.
 */
const youngObjects = '--max-semi-space-size=1'

/** The only place that starts it. */
function startWorker(workerData: ThreadData): Worker {
  setFlagsFromString(youngObjects)
  return new Worker(workerEntry('reads/reader-thread'), {
    workerData,
    resourceLimits: memoryLimits,
    name: 'portico-reads',
  })
}

interface ThreadReaderOptions extends ReaderOptions {
  onReplica?: (state: ReplicaState) => void
  onIndexFault?: OnIndexFault
}

/** Carries out reads in a thread of its own, which the first one starts. A thread that ends is followed by another one. */
export function createThreadReader(options: ThreadReaderOptions, log: Logger, start = startWorker): Reader {
  let thread: Thread | undefined
  let failedAt = Number.NEGATIVE_INFINITY

  function current(): Thread {
    if (thread) return thread
    if (performance.now() - failedAt < pauseAfterFailure) throw new ThreadEnded('the thread for reading does not start')
    const started = startThread(start, options, (error) => {
      if (thread === started) thread = undefined
      if (!started.hasAnswered()) failedAt = performance.now()
      log.error({ err: error }, 'the thread for reading has ended')
    })
    thread = started
    return started
  }

  return {
    async open() {
      current().open()
    },
    async read(request) {
      try {
        return await current().ask(request)
      } catch (error) {
        if (!(error instanceof ThreadEnded)) throw error
        return current().ask(request)
      }
    },
    stop: (request) => thread?.stop(request),
    async close() {
      await thread?.close()
    },
  }
}

type Thread = ReturnType<typeof startThread>

function startThread(
  start: typeof startWorker,
  { database, replica, dataFolder, timeLimit, onReplica, onIndexFault }: ThreadReaderOptions,
  onEnd: (error: Error) => void,
) {
  const stopped = noneStopped()
  const worker = start({
    database,
    replica,
    dataFolder,
    timeLimit,
    stopped,
    compileCache: compileCacheFolder(),
  })
  const asked = new Map<
    number,
    { request: ReadRequest; resolve(answer: ReadAnswer): void; reject(error: Error): void }
  >()
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let lastId = 0
  let answered = false
  let isClosing = false
  let failure: Error | undefined
  // It keeps the process alive while somebody waits for it.
  worker.unref()

  const end = (error: Error): void => {
    for (const { reject } of asked.values()) reject(new ThreadEnded(error.message, { cause: error }))
    asked.clear()
  }
  worker.on('message', (reply: Reply) => {
    if ('replica' in reply) {
      onReplica?.(reply.replica)
      return
    }
    if ('indexFault' in reply) {
      onIndexFault?.(errorOf(reply.indexFault), reply)
      return
    }
    answered = true
    const waiting = asked.get(reply.id)
    asked.delete(reply.id)
    if (asked.size === 0) worker.unref()
    if ('answer' in reply) waiting?.resolve(reply.answer)
    else waiting?.reject(errorOf(reply.failure))
  })
  worker.on('error', (error) => {
    failure = error as Error
  })
  worker.once('exit', (code) => {
    const error = failure ?? new Error(`it ended with the status ${code}`)
    if (!isClosing) onEnd(error)
    end(error)
  })
  const send = (question: Question): void => worker.postMessage(question)

  return {
    open: () => send({ id: 0, open: true }),
    hasAnswered: () => answered,
    ask: (request: ReadRequest) =>
      new Promise<ReadAnswer>((resolve, reject) => {
        lastId = (lastId % 0x7fff_ffff) + 1
        asked.set(lastId, { request, resolve, reject })
        worker.ref()
        send({ id: lastId, request })
      }),
    stop(request: ReadRequest): void {
      for (const [id, one] of asked) {
        if (one.request !== request) continue
        // On SQLite, the thread takes no message before the statement has ended.
        stopRead(stopped, id)
        send({ id, stop: true })
      }
    },
    /** What runs is stopped. */
    async close(): Promise<void> {
      isClosing = true
      if (asked.size > 0) stopAll(stopped)
      send({})
      const late = setTimeout(() => worker.terminate(), 1_000)
      await ended
      clearTimeout(late)
    },
  }
}
