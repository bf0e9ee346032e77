import { setTimeout } from 'node:timers/promises'
import type { CompiledCode } from '../config/thread-main.ts'
import { OutOfTime } from '../db/read-database.ts'
import { ReadNotReady } from '../http/api/reads.ts'
import type { ProblemName } from '../problems/catalogue.ts'
import { Problem } from '../problems/problem.ts'
import type { ReplicaState } from './read-from-replica.ts'
import type { ReadAnswer, ReaderOptions, ReadRequest } from './reader.ts'

/** What the thread gets when it starts */
export interface ThreadData extends ReaderOptions, CompiledCode {
  /** Which reads should end now: see `stopRead` */
  stopped: StoppedReads
}

/** One number for all reads, and a place for each of those that are under way at once */
type StoppedReads = Int32Array<SharedArrayBuffer>

const places = 63
export const noneStopped = (): StoppedReads => new Int32Array(new SharedArrayBuffer(4 * (1 + places)))
export const stopAll = (stopped: StoppedReads): void => void Atomics.store(stopped, 0, 1)
export const stopRead = (stopped: StoppedReads, id: number): void => void Atomics.store(stopped, 1 + (id % places), id)
export const isStopped = (stopped: StoppedReads, id: number): boolean =>
  Atomics.load(stopped, 0) === 1 || Atomics.load(stopped, 1 + (id % places)) === id

/**
 * To the thread. `stop`: the request of this id need not be answered. `open`: it opens its database, and answers nothing.
 * Without an id, it closes its database and ends.
 */
export type Question =
  | { id: number; request: ReadRequest }
  | { id: number; stop: true }
  | { id: 0; open: true }
  | { id?: never }

/** From the thread. `indexFault`: an index of users could not be built or kept, which costs nobody an answer. */
export type Reply =
  | { id: number; answer: ReadAnswer }
  | { id: number; failure: Failure }
  | { replica: ReplicaState }
  | { indexFault: Failure; isBuiltAnyway: boolean }

/** An error as plain data: errors of classes lose what they are on the way. */
type Failure =
  | { kind: 'problem'; problem: ProblemName; detail: string; headers: Problem['headers']; members: Problem['members'] }
  | { kind: 'out of time'; statement: string }
  | { kind: 'not ready'; message: string; left: number | undefined }
  | { kind: 'error'; message: string; fields: Record<string, unknown> }

/** By these, failures of a database are told apart. The rest of such an error may hold personal data. */
const knownFields = ['name', 'stack', 'code', 'errcode', 'errstr', 'severity', 'syscall'] as const

export function failureOf(error: unknown): Failure {
  if (error instanceof Problem) {
    const { problem, message: detail, headers, members } = error
    return { kind: 'problem', problem, detail, headers, members }
  }
  if (error instanceof OutOfTime) return { kind: 'out of time', statement: error.statement }
  if (error instanceof ReadNotReady) return { kind: 'not ready', message: error.message, left: error.left }
  if (!(error instanceof Error)) return { kind: 'error', message: String(error), fields: {} }
  const fields = knownFields.flatMap((name) => {
    const value = (error as unknown as Record<string, unknown>)[name]
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : []
  })
  return { kind: 'error', message: error.message, fields: Object.fromEntries(fields) }
}

/** After which the thread is asked again whether it is ready */
const retryMilliseconds = 20

export function errorOf(failure: Failure): Error {
  if (failure.kind === 'out of time') return new OutOfTime(failure.statement)
  if (failure.kind === 'not ready')
    return new ReadNotReady(failure.message, setTimeout(retryMilliseconds), failure.left)
  if (failure.kind === 'error') return Object.assign(new Error(failure.message), failure.fields)
  return new Problem(failure.problem, failure.detail, failure.headers, failure.members)
}
