import { ApiProblem } from '../../api/problem.ts'
import { problemName } from '../../api/problem-name.ts'

interface RunFailure<T> {
  item: T
  error: unknown
}

export interface RunProgress<T> {
  /** `stopping`: what was sent is awaited, before the run stops or pauses. `paused`: nothing can be sent, because of `error`. */
  phase: 'running' | 'stopping' | 'paused' | 'stopped' | 'finished'
  total: number
  changed: readonly T[]
  failures: readonly RunFailure<T>[]
  /** Those that were not tried, because the run was stopped */
  left: readonly T[]
  /** Seconds that the server asked to wait, while that is so */
  waitingFor: number | undefined
  /** Why the run is paused, or about to be */
  error: unknown
}

/** How many requests are under way at once */
const atOnce = 4
/** Seconds, where the server says "later" without saying when */
const usualWait = 5

/**
 * Carries out an operation for each of many things, a few at a time. It goes on after single failures, and waits where the
 * server asks for it. For `useSyncExternalStore`: `subscribe` and `progress`.
 */
export class ItemRun<T> {
  readonly #carryOut: (item: T) => Promise<unknown>
  readonly #wait: (milliseconds: number) => Promise<void>
  readonly #listeners = new Set<() => void>()
  readonly #left: T[]
  /** While the server wants no requests: all wait together */
  #waiting: Promise<void> | undefined
  #progress: RunProgress<T>

  /** @param wait for tests, which have no time */
  constructor(items: readonly T[], carryOut: (item: T) => Promise<unknown>, wait = sleep) {
    this.#carryOut = carryOut
    this.#wait = wait
    this.#left = [...items]
    const nothing = { changed: [], failures: [], left: items, waitingFor: undefined, error: undefined }
    this.#progress = { phase: 'paused', total: items.length, ...nothing }
  }

  readonly progress = (): RunProgress<T> => this.#progress

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      // The page is gone, unless somebody else listens in a moment: then nothing more is sent.
      setTimeout(() => {
        if (this.#listeners.size === 0) this.stop()
      })
    }
  }

  /** Begins, or goes on after a pause. Resolves when nothing is under way any more. */
  async start(): Promise<void> {
    if (!this.#is('paused')) return
    this.#change({ phase: 'running', error: undefined })
    await Promise.all(Array.from({ length: atOnce }, () => this.#work()))
    if (this.#left.length === 0) this.#change({ phase: 'finished' })
    else this.#change({ phase: this.#progress.error === undefined ? 'stopped' : 'paused' })
  }

  /** Sends nothing more. What was sent already is awaited. */
  stop(): void {
    if (this.#is('paused')) this.#change({ phase: 'stopped', error: undefined })
    else if (this.#is('running') || this.#is('stopping')) this.#change({ phase: 'stopping', error: undefined })
  }

  async #work(): Promise<void> {
    for (;;) {
      await this.#waiting
      const item = this.#is('running') ? this.#left.shift() : undefined
      if (item === undefined) return
      try {
        await this.#carryOut(item)
        this.#change({ changed: [...this.#progress.changed, item] })
      } catch (error) {
        this.#note(item, error)
      }
    }
  }

  #note(item: T, error: unknown): void {
    const isLater = error instanceof ApiProblem && error.status === 429
    if (!isLater && !concernsAll(error)) {
      this.#change({ failures: [...this.#progress.failures, { item, error }] })
      return
    }
    // It was refused before anything was done, or nobody knows what became of it: it is tried again.
    this.#left.unshift(item)
    if (isLater) this.#waiting ??= this.#await(error.retryAfter ?? usualWait)
    // Not paused before nothing is under way: otherwise going on would not wait for it.
    else this.#change(this.#is('running') ? { phase: 'stopping', error } : {})
  }

  /** Second by second, so that it can be watched and broken off. */
  async #await(seconds: number): Promise<void> {
    for (let left = seconds; left > 0 && this.#is('running'); left--) {
      this.#change({ waitingFor: left })
      await this.#wait(1_000)
    }
    this.#waiting = undefined
    this.#change({ waitingFor: undefined })
  }

  #is(phase: RunProgress<T>['phase']): boolean {
    return this.#progress.phase === phase
  }

  #change(changes: Partial<RunProgress<T>>): void {
    this.#progress = { ...this.#progress, ...changes, left: [...this.#left] }
    for (const listener of this.#listeners) listener()
  }
}

/** No sign-in, no connection: what one is refused for, all would be. */
function concernsAll(error: unknown): boolean {
  if (problemName(error) === 'sign_in_not_recent') return true
  if (error instanceof ApiProblem) return error.status === 401 || error.portalProblem !== undefined
  // `fetch` had no answer.
  return error instanceof TypeError
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
