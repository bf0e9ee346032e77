import { setFlagsFromString } from 'node:v8'
import type { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { startThread } from '../config/thread.ts'
import type { ReadAnswer, Reader, ReaderListeners, ReaderOptions, ReadRequest } from './reader.ts'
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

const memoryMegabytes = 512
/**
 * Young objects of threads get 1 MB for each half, in place of 4: what a list leaves for the collector is little, and lists
 * take as long. A thread's own limit does not count where the process has the flag (bin/portico.cjs), which this changes
 * for the threads that start from now on. What runs keeps what it has.
 */
const youngObjects = '--max-semi-space-size=1'

/** How long what is under way may take to end, in milliseconds */
const longestStop = 1_000

type ThreadStart = (workerData: ThreadData) => Worker

/** Carries out reads in a thread of its own, which the first one starts. A thread that ends is followed by another one. */
export function createThreadReader(options: ReaderOptions & ReaderListeners, log: Logger, start?: ThreadStart): Reader {
  let thread: ReadingThread | undefined
  let failedAt = Number.NEGATIVE_INFINITY

  function current(): ReadingThread {
    if (thread) return thread
    if (performance.now() - failedAt < pauseAfterFailure) throw new ThreadEnded('the thread for reading does not start')
    const started = startReading(start, options, (error) => {
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

type ReadingThread = ReturnType<typeof startReading>

function startReading(
  start: ThreadStart | undefined,
  { onReplica, onIndexFault, ...options }: ReaderOptions & ReaderListeners,
  onEnd: (error: Error) => void,
) {
  const stopped = noneStopped()
  const data = { ...options, stopped }
  setFlagsFromString(youngObjects)
  const thread = startThread<ThreadData, Question, Reply>(
    { entry: 'reads/reader-thread', name: 'portico-reads', memoryMegabytes, data, start },
    take,
  )
  const asked = new Map<
    number,
    { request: ReadRequest; resolve(answer: ReadAnswer): void; reject(error: Error): void }
  >()
  let lastId = 0
  let answered = false
  let isClosing = false

  void thread.ended.then((failure = new Error('it was stopped')) => {
    if (!isClosing) onEnd(failure)
    for (const { reject } of asked.values()) reject(new ThreadEnded(failure.message, { cause: failure }))
    asked.clear()
  })

  function take(reply: Reply): void {
    if ('replica' in reply) {
      onReplica(reply.replica)
      return
    }
    if ('indexFault' in reply) {
      onIndexFault(errorOf(reply.indexFault), reply)
      return
    }
    answered = true
    const waiting = asked.get(reply.id)
    asked.delete(reply.id)
    if (asked.size === 0) thread.keepProcess(false)
    if ('answer' in reply) waiting?.resolve(reply.answer)
    else waiting?.reject(errorOf(reply.failure))
  }

  return {
    open: () => thread.send({ id: 0, open: true }),
    hasAnswered: () => answered,
    ask: (request: ReadRequest) =>
      new Promise<ReadAnswer>((resolve, reject) => {
        lastId = (lastId % 0x7fff_ffff) + 1
        asked.set(lastId, { request, resolve, reject })
        thread.keepProcess(true)
        thread.send({ id: lastId, request })
      }),
    stop(request: ReadRequest): void {
      for (const [id, one] of asked) {
        if (one.request !== request) continue
        // On SQLite, the thread takes no message before the statement has ended.
        stopRead(stopped, id)
        thread.send({ id, stop: true })
      }
    },
    /** What runs is stopped. */
    async close(): Promise<void> {
      isClosing = true
      if (asked.size > 0) stopAll(stopped)
      await thread.stop({ question: {}, milliseconds: longestStop })
    },
  }
}
