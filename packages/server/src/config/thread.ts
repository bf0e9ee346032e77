import { Worker } from 'node:worker_threads'
import { compileCacheFolder } from './compile-cache-folder.ts'
import type { CompiledCode } from './thread-main.ts'
import { workerEntry } from './worker-entry.ts'

interface ThreadOptions<Data extends CompiledCode> {
  /** The path of its source, as for `workerEntry` */
  entry: `${string}-thread`
  name: string
  memoryMegabytes: number
  data: Omit<Data, 'compileCache'>
  /** For tests, which watch it or run other code */
  start?: ((workerData: Data) => Worker) | undefined
}

/** A thread that was started */
export interface Thread<Question> {
  send(question: Question): void
  /** The server keeps the process alive, and a thread does so only while somebody waits for it. */
  keepProcess(isWaitedFor: boolean): void
  /** Ends it at once, or as it ends by itself after a last message, but not later than so many milliseconds after it. */
  stop(last?: { question: Question; milliseconds: number }): Promise<void>
  /** Fulfilled once it has ended: with what made it end, where nobody has stopped it or it has failed. Never rejects. */
  ended: Promise<Error | undefined>
}

/** Starts a thread whose entry is run by `threadMain`. */
export function startThread<Data extends CompiledCode, Question, Answer>(
  { entry, name, memoryMegabytes, data, start }: ThreadOptions<Data>,
  onMessage: (answer: Answer) => void,
): Thread<Question> {
  const workerData = { ...data, compileCache: compileCacheFolder() } as Data
  const resourceLimits = { maxOldGenerationSizeMb: memoryMegabytes }
  const worker = start ? start(workerData) : new Worker(workerEntry(entry), { workerData, resourceLimits, name })
  worker.unref()
  let failure: Error | undefined
  let isStopping = false
  const { promise: ended, resolve } = Promise.withResolvers<Error | undefined>()
  worker.on('message', onMessage)
  worker.on('error', (error) => {
    failure = error as Error
  })
  worker.once('exit', (code) => {
    if (!isStopping) failure ??= new Error(`it ended with the status ${code}`)
    resolve(failure)
  })
  return {
    send: (question) => worker.postMessage(question),
    keepProcess: (isWaitedFor) => (isWaitedFor ? worker.ref() : worker.unref()),
    async stop(last) {
      isStopping = true
      if (last) worker.postMessage(last.question)
      else await worker.terminate()
      const late = last && setTimeout(() => worker.terminate(), last.milliseconds)
      await ended
      clearTimeout(late)
    },
    ended,
  }
}
