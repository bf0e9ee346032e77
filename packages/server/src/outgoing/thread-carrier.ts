import { setTimeout as wait } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { startThread } from '../config/thread.ts'
import {
  errorOf,
  type OutgoingMessage,
  type OutgoingReply,
  type OutgoingResult,
  type OutgoingTask,
  type OutgoingThreadData,
} from './outgoing-messages.ts'

/** Where something is sent: in a thread of its own, or, in most tests, in this one */
export interface OutgoingCarrier {
  /**
   * @param signal ends it, whether or not whoever carries it out still answers
   * @throws OutgoingFailure, SmtpFailure, or another error where the thread has not answered
   */
  carryOut(task: OutgoingTask, signal: AbortSignal): Promise<OutgoingResult>
  endMails(connection: string): void
  close(): Promise<void>
}

interface CarrierOptions {
  log: Logger
  /** The thread ends after so many milliseconds without work: it takes memory. */
  idleMilliseconds?: number
  /** How long after its end is due the thread may still say how something has ended */
  graceMilliseconds?: number
  /** A thread that has said nothing for so long since then hangs, and another one takes its place. */
  stuckMilliseconds?: number
  /** For tests, which run other code */
  start?: (workerData: OutgoingThreadData) => Worker
}

/** Answers have 1 MB at most, and lie outside of this. */
const memoryMegabytes = 128
/** A thread that doesn't get as far as its first answer is not started again for so long, in milliseconds. */
const pauseAfterFailure = 1_000
/** How long the end of the thread is waited for: the lookup of a name, or OpenSSL, may keep it for much longer. */
const endMilliseconds = 500

/** Sends things in a thread of its own, which the first one starts. A thread that ends or hangs is followed by another one. */
export function createThreadCarrier({
  log,
  idleMilliseconds = 120_000,
  graceMilliseconds = 500,
  stuckMilliseconds = 15_000,
  start,
}: CarrierOptions): OutgoingCarrier {
  let thread: OutgoingThread | undefined
  let idle: NodeJS.Timeout | undefined
  let failedAt = Number.NEGATIVE_INFINITY
  let isClosed = false

  function current(): OutgoingThread {
    if (isClosed) throw new Error('the server stops')
    if (thread) return thread
    if (performance.now() - failedAt < pauseAfterFailure)
      throw new Error('the thread for outgoing requests does not start')
    const started = startOutgoing({ graceMilliseconds, stuckMilliseconds, start }, (err) => {
      if (thread === started) thread = undefined
      if (!started.hasAnswered()) failedAt = performance.now()
      log.error({ err }, 'the thread for outgoing requests has ended')
    })
    thread = started
    return started
  }

  async function end(): Promise<void> {
    clearTimeout(idle)
    const ending = thread
    thread = undefined
    await ending?.stop()
  }

  return {
    async carryOut(task, signal) {
      signal.throwIfAborted()
      const asked = current()
      clearTimeout(idle)
      try {
        const reply = await asked.ask(task, signal)
        if ('failure' in reply) throw errorOf(reply.failure)
        return bufferedResult(reply.result)
      } finally {
        clearTimeout(idle)
        if (thread && !thread.isBusy()) idle = setTimeout(end, idleMilliseconds).unref()
      }
    },
    endMails: (connection) => thread?.send({ endMails: connection }),
    async close() {
      isClosed = true
      await end()
    },
  }
}

type OutgoingThread = ReturnType<typeof startOutgoing>

function startOutgoing(
  {
    graceMilliseconds,
    stuckMilliseconds,
    start,
  }: { graceMilliseconds: number; stuckMilliseconds: number; start: CarrierOptions['start'] },
  onEnd: (error: Error) => void,
) {
  const asked = new Map<number, PromiseWithResolvers<OutgoingReply>>()
  let lastId = 0
  let answered = false
  let stuck: NodeJS.Timeout | undefined
  const thread = startThread<OutgoingThreadData, OutgoingMessage, OutgoingReply>(
    { entry: 'outgoing/outgoing-thread', name: 'portico-outgoing', memoryMegabytes, data: {}, start },
    (reply) => {
      answered = true
      clearTimeout(stuck)
      stuck = undefined
      settle(reply.id, (waiting) => waiting.resolve(reply))
    },
  )

  void thread.ended.then((failure) => {
    if (failure) onEnd(failure)
    refuseAll(failure ?? new Error('the thread was stopped'))
  })

  function settle(id: number, how: (waiting: PromiseWithResolvers<OutgoingReply>) => void): void {
    const waiting = asked.get(id)
    if (!waiting) return
    asked.delete(id)
    if (asked.size === 0) thread.keepProcess(false)
    how(waiting)
  }

  function refuseAll(error: Error): void {
    clearTimeout(stuck)
    for (const id of asked.keys()) settle(id, ({ reject }) => reject(error))
  }

  function noteSilence(): void {
    stuck ??= setTimeout(() => {
      const error = new Error(`the thread has said nothing for ${stuckMilliseconds} ms`)
      onEnd(error)
      refuseAll(error)
      void thread.stop()
    }, stuckMilliseconds).unref()
  }

  return {
    send: thread.send,
    hasAnswered: () => answered,
    isBusy: () => asked.size > 0,
    async stop(): Promise<void> {
      refuseAll(new Error('the thread was stopped'))
      await Promise.race([thread.stop(), wait(endMilliseconds, undefined, { ref: false })])
    },
    async ask(task: OutgoingTask, signal: AbortSignal): Promise<OutgoingReply> {
      lastId++
      const id = lastId
      const waiting = Promise.withResolvers<OutgoingReply>()
      asked.set(id, waiting)
      thread.keepProcess(true)
      thread.send({ id, task })
      let late: NodeJS.Timeout | undefined
      const abort = (): void => {
        thread.send({ abort: id })
        late = setTimeout(() => {
          noteSilence()
          settle(id, ({ reject }) => reject(new Error('the thread has not answered in time')))
        }, graceMilliseconds)
      }
      signal.addEventListener('abort', abort, { once: true })
      try {
        return await waiting.promise
      } finally {
        signal.removeEventListener('abort', abort)
        clearTimeout(late)
      }
    },
  }
}

/** Bytes come as a `Uint8Array`, whatever they were. */
function bufferedResult(result: OutgoingResult): OutgoingResult {
  if (typeof result === 'string') return result
  const { buffer, byteOffset, byteLength } = result.body
  return { ...result, body: Buffer.from(buffer, byteOffset, byteLength) }
}
