import { msg } from '@lingui/core/macro'
import type { CsvUser } from '@portico/sdk/users-csv'
import { ApiProblem } from '../../../api/problem.ts'
import { nameOfCode } from '../../../api/problem-name.ts'
import { wordsOfResult } from '../../../components/feedback/words-of-result.ts'
import { pageI18n } from '../../../components/language/page-language.ts'
import type { ImportLine } from './import-lines.ts'
import { sendLines } from './send-lines.ts'

interface Operation {
  key: string
  status: 'Pending' | 'Processing' | 'Finished' | 'FinishedWithErrors'
  operations: { status: string; errorCode?: string | null; errorMessage: string | null }[]
}

/** What the run needs of the world */
export interface BulkApi {
  create(records: CsvUser[], signal: AbortSignal): Promise<Operation>
  read(key: string, signal: AbortSignal): Promise<Operation>
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

export interface Failure {
  line: ImportLine
  problem: string
  /** Whether the reason is a user with this e-mail */
  existsAlready?: boolean
}

export interface Progress {
  /** `cancelling`: the block that the server has accepted is awaited, since it cannot be taken back */
  phase: 'running' | 'pausing' | 'paused' | 'cancelling' | 'cancelled' | 'finished'
  total: number
  /** The key of the first operation, which begins with the time on the server's clock */
  firstKey: string | undefined
  /** Lines of which it is known what became of them */
  finished: number
  inserted: number
  /** Users who were there and got a profile */
  updated: number
  failures: Failure[]
  /** Lines that were never sent, because the run was cancelled */
  unsent: ImportLine[]
  /** Seconds that the server asked to wait, while that is so */
  waitingFor: number | undefined
  /** Why the run is paused, if nobody asked for it */
  error: unknown
}

/** As many as the server takes at once */
const blockSize = 100
const shortestPoll = 150
const longestPoll = 1_000
/** Where the server says "later" without saying when */
const usualWait = 5

/** Sends lines in blocks, one after the other. For `useSyncExternalStore`: `subscribe` and `progress`. */
export class ImportRun {
  readonly #api: BulkApi
  readonly #lines: readonly ImportLine[]
  readonly #listeners = new Set<() => void>()
  readonly #abort = new AbortController()
  #next = 0
  /** The block whose outcome is awaited */
  #accepted: { block: readonly ImportLine[]; operation: Operation } | undefined
  #progress: Progress

  constructor(lines: readonly ImportLine[], api: BulkApi) {
    this.#api = api
    this.#lines = lines
    const nothing = { firstKey: undefined, finished: 0, inserted: 0, updated: 0, failures: [], unsent: [] }
    this.#progress = { phase: 'paused', total: lines.length, ...nothing, waitingFor: undefined, error: undefined }
  }

  readonly progress = (): Progress => this.#progress

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      // The page is gone, unless somebody else listens in a moment: then nothing is asked or sent any more.
      setTimeout(() => {
        if (this.#listeners.size === 0) this.#abort.abort()
      })
    }
  }

  /** Begins, or goes on after a pause. */
  async start(): Promise<void> {
    if (this.#is('pausing')) return this.#change({ phase: 'running' })
    if (!this.#is('paused')) return
    this.#change({ phase: 'running', error: undefined })
    try {
      while (this.#isLeft() && this.#is('running')) await this.#sendBlock()
    } catch (error) {
      if (this.#abort.signal.aborted) return
      // Whoever watches can have it tried again: nothing is lost.
      this.#change({ error, waitingFor: undefined })
    }
    if (this.#is('cancelling')) this.#end()
    else this.#change({ phase: this.#isLeft() ? 'paused' : 'finished' })
  }

  /** After the block that is under way. */
  pause(): void {
    if (this.#is('running')) this.#change({ phase: 'pausing' })
  }

  /** Sends nothing more. */
  cancel(): void {
    if (this.#is('paused')) this.#end()
    else if (this.#is('running') || this.#is('pausing')) this.#change({ phase: 'cancelling' })
  }

  /** Sends one block and awaits what becomes of it. What the server has accepted is never sent again. */
  async #sendBlock(): Promise<void> {
    const { signal } = this.#abort
    if (!this.#accepted) {
      const block = this.#lines.slice(this.#next, this.#next + blockSize)
      const create = (records: CsvUser[]) => this.#patiently(() => this.#api.create(records, signal), 'running')
      const { answer: operation, taken, refused } = await sendLines(block, create)
      if (!operation && taken.length > 0) return
      this.#next += block.length
      this.#note([...refused.keys()], [...refused.values()])
      if (!operation) return
      this.#accepted = { block: taken, operation }
      this.#change({ firstKey: this.#progress.firstKey ?? operation.key })
    }
    for (let poll = shortestPoll; !isOver(this.#accepted.operation); poll = Math.min(longestPoll, poll * 1.5)) {
      await this.#api.wait(poll, signal)
      const { key } = this.#accepted.operation
      const operation = await this.#patiently(() => this.#api.read(key, signal))
      if (operation) this.#accepted.operation = operation
    }
    const { block, operation } = this.#accepted
    this.#accepted = undefined
    this.#note(block, operation.operations)
  }

  /**
   * Asks, and asks again where the server says "not now": as late as it wants. Undefined where the run left the phase
   * that it was only to be asked in.
   */
  async #patiently(ask: () => Promise<Operation>, phase?: Progress['phase']): Promise<Operation | undefined> {
    while (phase === undefined || this.#is(phase)) {
      try {
        return await ask()
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 429) throw error
        await this.#await(error.retryAfter ?? usualWait, phase)
      }
    }
    return undefined
  }

  /** Second by second, so that it can be watched and broken off. */
  async #await(seconds: number, phase: Progress['phase'] | undefined): Promise<void> {
    for (let left = seconds; left > 0 && (phase === undefined || this.#is(phase)); left--) {
      this.#change({ waitingFor: left })
      await this.#api.wait(1_000, this.#abort.signal)
    }
    this.#change({ waitingFor: undefined })
  }

  #note(block: readonly ImportLine[], outcomes: Operation['operations']): void {
    const { finished, inserted, updated, failures } = this.#progress
    // Added to rather than copied: there may be hundreds of thousands.
    for (const [index, line] of block.entries()) {
      const outcome = outcomes[index]
      if (outcome && outcome.status !== 'Error') continue
      failures.push({
        line,
        problem: outcome ? wordsOfResult(outcome, pageI18n()) : unknownOutcome(),
        existsAlready: nameOfCode(outcome?.errorCode) === 'email_taken',
      })
    }
    this.#change({
      finished: finished + block.length,
      inserted: inserted + outcomes.filter(({ status }) => status === 'Inserted').length,
      updated: updated + outcomes.filter(({ status }) => status === 'Updated').length,
    })
  }

  #end(): void {
    if (this.#accepted) this.#note(this.#accepted.block, [])
    this.#accepted = undefined
    this.#change({ phase: 'cancelled', unsent: this.#lines.slice(this.#next), error: undefined })
  }

  #isLeft(): boolean {
    return this.#next < this.#lines.length || this.#accepted !== undefined
  }

  #is(phase: Progress['phase']): boolean {
    return this.#progress.phase === phase
  }

  #change(changes: Partial<Progress>): void {
    this.#progress = { ...this.#progress, ...changes }
    for (const listener of this.#listeners) listener()
  }
}

const unknownOutcome = (): string =>
  pageI18n()._(msg`The result is not known. Check whether the user exists before you import the line again.`)

const isOver = ({ status }: Operation): boolean => status === 'Finished' || status === 'FinishedWithErrors'
