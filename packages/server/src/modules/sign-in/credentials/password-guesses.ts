import type { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { startThread } from '../../../config/thread.ts'
import type { CompiledCode } from '../../../config/thread-main.ts'
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

const memoryMegabytes = 128

/**
 * Judges new passwords, off the main thread and one after the other, in turns that are fair (see `createHashTurns`). The
 * first password starts the thread. Where the thread fails, another one is started; where that fails too, the password is
 * refused for now. Nothing here keeps or logs a password.
 */
export function createPasswordGuesses({ inThread, log, idleTime = 60_000, start }: GuessOptions) {
  const turns = createHashTurns({ atOnce: 1 })
  let thread: GuessThread | undefined
  let idle: NodeJS.Timeout | undefined

  function started(): GuessThread {
    const begun = startGuesses(start)
    void begun.ended.then(() => {
      if (thread === begun) thread = undefined
    })
    return begun
  }

  async function end(): Promise<void> {
    const ending = thread
    thread = undefined
    clearTimeout(idle)
    await ending?.stop()
  }

  /** @param next what is done instead of letting the password pass */
  async function askOnce(question: GuessQuestion, next: string): Promise<boolean> {
    clearTimeout(idle)
    thread ??= started()
    try {
      return await thread.ask(question)
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

type GuessThread = ReturnType<typeof startGuesses>

function startGuesses(start: GuessOptions['start']) {
  let message = Promise.withResolvers<unknown>()
  let isReady = false
  const thread = startThread<CompiledCode, GuessQuestion, unknown>(
    { entry: 'modules/sign-in/credentials/guess-thread', name: 'portico-guesses', memoryMegabytes, data: {}, start },
    (received) => message.resolve(received),
  )
  void thread.ended.then((failure) => message.reject(failure ?? new Error('it was stopped')))

  /** The next message. Rejects where the thread ends, or says nothing for so many milliseconds. */
  async function next<T>(limit: number): Promise<T> {
    message = Promise.withResolvers()
    const { promise, reject } = message
    const late = setTimeout(() => reject(new Error(`it took more than ${limit / 1_000} seconds`)), limit)
    try {
      return (await promise) as T
    } finally {
      clearTimeout(late)
    }
  }

  return {
    ended: thread.ended,
    stop: thread.stop,
    /** Asks one question, once the thread is ready; the next one only after its answer. */
    async ask(question: GuessQuestion): Promise<boolean> {
      thread.keepProcess(true)
      try {
        if (!isReady) await next<GuessesReady>(longestStart)
        isReady = true
        const answered = next<GuessAnswer>(longestEstimate)
        thread.send(question)
        const answer = await answered
        if ('failure' in answer) throw new Error(`it failed: ${answer.failure}`)
        return answer.isGuessable
      } finally {
        thread.keepProcess(false)
      }
    },
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown')

const notJudged = (): Problem =>
  new Problem('sign_in_busy', 'What judges new passwords has failed, and starts again. Try again in 3 seconds.', {
    'retry-after': '3',
  })
