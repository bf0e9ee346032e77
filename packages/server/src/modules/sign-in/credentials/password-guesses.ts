import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { workerEntry } from '../../../config/worker-entry.ts'
import { Problem } from '../../../problems/problem.ts'
import { createHashTurns, type HashSource } from './hash-turns.ts'
import { type IsGuessable, isGuessable } from './is-guessable.ts'

/** What the thread is asked, and what it answers (`guess-thread.ts`) */
export interface GuessQuestion {
  password: string
  knownWords: readonly string[]
}

export type GuessAnswer = { isGuessable: boolean } | { failure: string }

/** What it says before it is asked anything */
export interface GuessesReady {
  ready: true
}

interface GuessOptions {
  /** Whether passwords are judged in a thread of their own, as it ships. Most tests do without. */
  inThread: boolean
  log: Logger
  /** The thread ends after so many milliseconds without a password: the word lists take memory. */
  idleTime?: number
  start?: () => Worker
}

export type PasswordGuesses = ReturnType<typeof createPasswordGuesses>

/** In milliseconds. A start takes less than a second, and 20 on a busy machine. */
const longestStart = 60_000

/** In milliseconds. An estimate takes 25: after so many, the thread hangs. */
const longestEstimate = 10_000

const memoryLimits = { maxOldGenerationSizeMb: 128 }

/** The only place that starts it. */
const startWorker = (): Worker =>
  new Worker(workerEntry('modules/sign-in/credentials/guess-thread'), {
    resourceLimits: memoryLimits,
    name: 'portico-guesses',
  })

/**
 * Judges new passwords, off the main thread and one after the other, in turns that are fair (see `createHashTurns`). The
 * first password starts the thread. Where the thread fails, another one is started; where that fails too, the password is
 * refused for now. Nothing here keeps or logs a password.
 */
export function createPasswordGuesses({ inThread, log, idleTime = 60_000, start = startWorker }: GuessOptions) {
  const turns = createHashTurns({ atOnce: 1 })
  let thread: { worker: Worker; isReady: boolean } | undefined
  let idle: NodeJS.Timeout | undefined

  function started() {
    const worker = start()
    // It keeps the process alive while somebody waits for it.
    worker.unref()
    // Who waits for it learns of it as well.
    worker.on('error', () => {})
    worker.once('exit', () => {
      if (thread?.worker === worker) thread = undefined
    })
    return { worker, isReady: false }
  }

  async function end(): Promise<void> {
    const ending = thread
    thread = undefined
    clearTimeout(idle)
    await ending?.worker.terminate()
  }

  /** @param next what is done instead of letting the password pass */
  async function askOnce(question: GuessQuestion, next: string): Promise<boolean> {
    clearTimeout(idle)
    thread ??= started()
    try {
      return await ask(thread, question)
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, `the thread that judges new passwords did not answer: ${next}`)
      await end()
      throw error
    } finally {
      idle = setTimeout(end, idleTime).unref()
    }
  }

  const askThread: IsGuessable = async (password, knownWords = []) => {
    const question = { password, knownWords }
    try {
      return await askOnce(question, 'another one is started, which judges the same password').catch(() =>
        askOnce(question, 'the password was refused for now, and can be tried again'),
      )
    } catch {
      throw notJudged()
    }
  }

  return {
    /**
     * Waits for a turn, and does the work in it.
     * @throws Problem sign_in_busy
     */
    inTurn: (source: HashSource, work: (isGuessable: IsGuessable) => Promise<void>): Promise<void> =>
      turns.run(source, () => work(inThread ? askThread : isGuessable)),
    close: end,
  }
}

/** Asks one question, once the thread is ready; the next one only after its answer. */
async function ask(thread: { worker: Worker; isReady: boolean }, question: GuessQuestion): Promise<boolean> {
  const { worker } = thread
  worker.ref()
  try {
    if (!thread.isReady) await nextMessage<GuessesReady>(worker, longestStart)
    thread.isReady = true
    const answered = nextMessage<GuessAnswer>(worker, longestEstimate)
    worker.postMessage(question)
    const answer = await answered
    if ('failure' in answer) throw new Error(`it failed: ${answer.failure}`)
    return answer.isGuessable
  } finally {
    worker.unref()
  }
}

/** Rejects as well where the thread throws or ends, or says nothing for so many milliseconds. */
async function nextMessage<T>(worker: Worker, limit: number): Promise<T> {
  const done = new AbortController()
  const { signal } = done
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`it took more than ${limit / 1_000} seconds`)), limit)
  const exit = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`it ended with the status ${code}`)
  })
  try {
    const [message] = (await Promise.race([once(worker, 'message', { signal }), exit, late.promise])) as [T]
    return message
  } finally {
    clearTimeout(timer)
    done.abort()
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown')

const notJudged = (): Problem =>
  new Problem('sign_in_busy', 'What judges new passwords has failed, and starts again. Try again in 3 seconds.', {
    'retry-after': '3',
  })
