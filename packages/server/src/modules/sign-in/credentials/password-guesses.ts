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

interface GuessOptions {
  /** Whether passwords are judged in a thread of their own, as it ships. Most tests do without. */
  inThread: boolean
  log: Logger
  /** The thread ends after so many milliseconds without a password: the word lists take memory. */
  idleTime?: number
  start?: () => Worker
}

export type PasswordGuesses = ReturnType<typeof createPasswordGuesses>

/** An estimate takes 25 ms, and the start of the thread less than a second: after so many milliseconds, it hangs. */
const longest = 10_000

const memoryLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 }

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
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined

  function started(): Worker {
    const worker = start()
    // It keeps the process alive while somebody waits for it.
    worker.unref()
    // Who waits for it learns of it as well.
    worker.on('error', () => {})
    worker.once('exit', () => {
      if (thread === worker) thread = undefined
    })
    return worker
  }

  async function end(): Promise<void> {
    const ending = thread
    thread = undefined
    clearTimeout(idle)
    await ending?.terminate()
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

/** Asks one question; the next one only after its answer. */
async function ask(worker: Worker, question: GuessQuestion): Promise<boolean> {
  const done = new AbortController()
  const signal = AbortSignal.any([done.signal, AbortSignal.timeout(longest)])
  const exit = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`it ended with the status ${code}`)
  })
  worker.ref()
  try {
    worker.postMessage(question)
    // What is thrown in the thread rejects this as well.
    const [answer] = (await Promise.race([once(worker, 'message', { signal }), exit])) as [GuessAnswer]
    if ('failure' in answer) throw new Error(`it failed: ${answer.failure}`)
    return answer.isGuessable
  } finally {
    worker.unref()
    done.abort()
  }
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  return error.name === 'AbortError' ? `it took more than ${longest / 1_000} seconds` : error.message
}

const notJudged = (): Problem =>
  new Problem('sign_in_busy', 'What judges new passwords has failed, and starts again. Try again in 3 seconds.', {
    'retry-after': '3',
  })
